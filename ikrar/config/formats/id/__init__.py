"""Indonesian forms."""
