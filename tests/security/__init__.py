"""What somebody with bad intent tries, and what must happen then."""
