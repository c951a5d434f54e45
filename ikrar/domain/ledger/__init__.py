"""The ledger: one append-only log of everything that happened."""
