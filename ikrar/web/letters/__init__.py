"""Pages of letters: write, initial, number, sign, send, receive, export."""
