"""The task list, which is the home page."""
