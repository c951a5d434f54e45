"""Elections and their calendars as data."""
