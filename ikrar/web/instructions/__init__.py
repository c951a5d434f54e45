"""Pages of instructions, of what bodies owe, and of accounts upward."""
