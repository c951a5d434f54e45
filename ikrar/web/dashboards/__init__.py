"""Coverage and the leader summary: numbers on pages and in files."""
