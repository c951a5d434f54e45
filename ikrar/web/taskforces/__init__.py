"""Pages of task forces, contacts and meetings."""
