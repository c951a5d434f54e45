"""Pages of the roster: bodies, units, people, and files on their way in."""
