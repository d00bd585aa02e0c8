"""Pages of editions, live and static: the same addresses, the same bytes."""
