"""How the lines of a text stand to each other, and the sentences that they are short for."""
