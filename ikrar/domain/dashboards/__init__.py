"""Numbers, never rows of people."""
