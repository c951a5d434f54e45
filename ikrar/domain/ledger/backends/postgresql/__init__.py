"""PostgreSQL, guarded."""
