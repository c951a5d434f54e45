"""For people: pages, one folder per noun."""
