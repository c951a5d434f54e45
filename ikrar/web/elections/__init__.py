"""Pages of the election calendar."""
