"""Settings, root addresses and the WSGI door."""
