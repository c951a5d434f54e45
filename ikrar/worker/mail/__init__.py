"""Mail that leaves through the outbox."""
