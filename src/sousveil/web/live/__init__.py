"""Pages and answers of a live server alone: checks, signing in, the desk, adding, compiling."""
