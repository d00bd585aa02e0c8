"""What people decide about claims."""
