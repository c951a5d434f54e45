"""Official letters: numbers, drafts, initials, signatures, what came in and where it went."""
