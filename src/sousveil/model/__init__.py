"""The nouns; everything else makes them or reads them."""
