"""Documents that are checked and not kept."""

from __future__ import annotations

from contextlib import closing

from sousveil.guard.caps import CAPS, Caps
from sousveil.project.reader import Apart
from sousveil.questions.article import Article, plain


def article(name: str, data: bytes, caps: Caps = CAPS) -> Article:
    """Return the text of a document; what is no plain text is read in a process of its own.

    Raises a `ReadingError` where it cannot be read, and `QueryError` where it is empty.
    """
    if (found := plain(name, data)) is not None:
        return found
    with closing(Apart(None, caps)) as reader:
        read = reader.document(data)
    about = read.reading.about
    return Article(
        name=name,
        text=read.text.content[: read.reading.shown],
        title=about.title if about else None,
        publisher=about.publisher if about else None,
    )
