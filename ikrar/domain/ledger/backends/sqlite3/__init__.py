"""SQLite, guarded."""
