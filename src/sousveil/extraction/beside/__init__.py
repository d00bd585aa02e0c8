"""What stands beside a statement: who says so, what comments on it, and what takes it back."""
