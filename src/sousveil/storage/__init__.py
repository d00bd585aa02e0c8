"""The store that is only appended to; the editions that come with the program."""
