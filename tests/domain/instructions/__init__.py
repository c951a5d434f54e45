"""Instructions in the domain."""
