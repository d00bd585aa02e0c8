"""A small index table in the layout of 2022, and a clock that only moves when asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

import xlsxwriter

from sousveil.codebook import loader
from sousveil.codebook.vocabulary import Codebook
from sousveil.project import Project
from sousveil.project.reader import Reader, Within

NOW = "2026-01-01T00:00:00Z"

KENYA = {"country": "Kenya", "region": "AF", "bri": "x", "smart_city": "x", "china_tech": "x"}
KENYA |= {"company_1": "Huawei", "company_2": "Hikvsion"}
NORWAY = {"country": "Norway", "region": "EUR", "smart_policing": "x", "company_1": "Palantir"}
SERBIA = {"country": "Serbia", "region": "EUR", "facial_recognition": "x", "company_1": "Mult"}


@cache
def packaged() -> Codebook:
    return loader.load_packaged()


def sheet(path: Path, *rows: dict[str, str], first: str = "Country") -> Path:
    """Write an index table with the headings of 2022, the first one as given."""
    columns = packaged().layouts["aigs-2022"].tables[0].columns
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    page = book.add_worksheet("AIGS 2022")
    page.write_row(0, 0, [first, *(column.heading for column in columns[1:])])
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, [row.get(column.id, "") for column in columns])
    book.close()
    return path


class SmallProject(Project):
    """A project with the packaged codebook, read from its sources and only once."""

    @cached_property
    def codebook(self) -> Codebook:
        return packaged()

    @property
    def reader(self) -> Reader:  # type: ignore[override]
        return Within(self.names, self.settings.caps)


def at(time: str) -> Callable[[], str]:
    return lambda: time
