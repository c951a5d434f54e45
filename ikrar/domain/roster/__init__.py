"""The roster: bodies, their units, and everybody who works there."""
