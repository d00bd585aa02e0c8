"""A text judged with the editions at hand, and what a report says of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.verdict import Check, Checked, Rewritten, Unread

if TYPE_CHECKING:
    from sousveil.publish.report import Report


class Desk(Struct, frozen=True, kw_only=True):
    """All that one call judges with."""

    editions: tuple[Edition, ...]
    """Oldest first."""

    codebook: Codebook
    against: Edition | None = None
    """The edition to judge against; None for the one in force."""

    as_of: str | None = None
    """The date to judge as of, YYYY-MM-DD; None for the text's own."""

    def check(self, text: str, as_of: str | None = None, lang: str | None = None) -> Check:
        """Judge one text, as of its own date and in its own language where they are given."""
        from sousveil.checking.article import check_text

        date = as_of or self.as_of
        return check_text(text, self.editions, self.codebook, date, self.against, lang)

    def plain(self, found: Check) -> dict[str, Any]:
        """Return a check as JSON has it."""
        from sousveil.checking.article import as_plain

        return as_plain(found, self.codebook)

    def checked(self, text: str, name: str, title: str | None = None, *, mend: bool) -> Checked:
        """Judge one input; `mend` looks for what its sentences should read."""
        found = self.check(text)
        return Checked(
            name=name,
            title=title,
            found=found,
            answer=self.plain(found),
            mended=self._mended(text, found) if mend else (),
        )

    def _mended(self, text: str, found: Check) -> tuple[Rewritten, ...]:
        from sousveil.checking.corrections import rewritten

        return rewritten(text, found, self.editions, self.codebook, self.against)

    def report(self, checked: Iterable[Checked], unread: Iterable[Unread] = ()) -> Report:
        """Return all of it for a file or a page."""
        from sousveil.publish.report import Report

        others = (self.against,) if self.against and self.against not in self.editions else ()
        return Report(
            checked=tuple(checked),
            unread=tuple(unread),
            editions=(*self.editions, *others),
            codebook=self.codebook,
            against=self.against.name if self.against else None,
        )
