"""Seals of the institution on PDF files: PAdES with a key this installation holds. Knows no Django."""
