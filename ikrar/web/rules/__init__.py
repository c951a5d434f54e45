"""Pages of the rules: may I, and the assessments that officers keep."""
