"""People who hold a role, and how they log in."""
