"""Pledges: signing, refusing, correcting, and counting."""
