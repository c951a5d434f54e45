"""The rules of neutrality as versioned tables."""
