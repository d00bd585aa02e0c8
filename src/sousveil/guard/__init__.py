"""What a hostile file may cost: limits, one gate for inflating, a process of its own."""
