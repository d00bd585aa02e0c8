"""Decided claims to editions, and what changed between two of them."""
