"""Pages of invitations and duty notes."""
