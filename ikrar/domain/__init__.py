"""The domain: one Django app per noun, the same files in each, in one order."""
