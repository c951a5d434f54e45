"""The test of understanding: questions, attempts, certificates, reach."""
