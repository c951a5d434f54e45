"""Login, the first account, and who holds which role."""
