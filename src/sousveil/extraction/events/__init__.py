"""Running text to events: who supplies, uses, finances, joins, owns what."""
