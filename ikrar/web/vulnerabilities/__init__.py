"""Pages of the vulnerability register."""
