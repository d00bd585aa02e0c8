"""Text and tables to claims."""
