"""What editions are asked by command line and web alike; no ledger is needed for it."""
