"""Django's database backends with the guard of the ledger built in."""
