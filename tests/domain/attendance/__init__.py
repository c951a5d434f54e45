"""Tests of attendance in the domain."""
