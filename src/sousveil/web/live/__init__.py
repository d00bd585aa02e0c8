"""Pages that need the server: each module has a `router`."""
