"""Pages of attendance: cards, scanners, kiosks, lists, conflicts and closing."""
