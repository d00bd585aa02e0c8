"""Claims judged against editions: the verdict, its reason and its repair."""
