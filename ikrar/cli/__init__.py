"""The one program, ikrar."""
