"""Words in, one library call, results to standard output."""
