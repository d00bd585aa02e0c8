"""One module a page; each has `ROUTES`, and functions that gather what its template shows."""
