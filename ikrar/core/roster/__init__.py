"""What is a correct roster, and what stands between a file and it? Pure: snapshots come in, findings go out."""
