"""Proofs for everybody: is this code genuine, and how can I check it without you?"""
