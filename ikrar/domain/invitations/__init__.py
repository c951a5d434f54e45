"""Invitations by parties and candidates, duty notes, and what is decided about them."""
