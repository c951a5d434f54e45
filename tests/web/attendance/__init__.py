"""Tests of the pages of attendance."""
