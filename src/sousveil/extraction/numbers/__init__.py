"""One number of a sentence, the words that belong to it, and the question that it asks."""
