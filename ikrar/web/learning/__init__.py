"""Pages of the test of understanding."""
