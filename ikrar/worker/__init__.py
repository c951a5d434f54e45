"""For time: what follows from what happened, and what is due."""
