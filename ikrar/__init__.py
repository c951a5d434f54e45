"""Ikrar: a neutrality programme for civil servants, run and proven."""
