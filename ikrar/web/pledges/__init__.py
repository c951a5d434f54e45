"""Signing on phones, at kiosks and on paper, and what officers see of it."""
