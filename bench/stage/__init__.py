"""What several benchmarks stand on: a home with people, a server, and a load generator."""
