"""What is acknowledged survives any kill: real processes, real SIGKILL, then the books are compared."""
