"""What a sentence leaves to the sentences before it."""
