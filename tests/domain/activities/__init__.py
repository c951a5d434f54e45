"""Tests of activities and their documentation."""
