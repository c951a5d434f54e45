"""Texts that people sign or are told: versioned, superseded, never edited."""
