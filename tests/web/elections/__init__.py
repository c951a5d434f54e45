"""Tests of this noun."""
