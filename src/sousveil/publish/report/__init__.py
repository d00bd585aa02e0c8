"""What a check found, as one file to keep, print or send: HTML, Markdown or JSON."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from sousveil.errors import QueryError
from sousveil.model.verdict import Checked, Unread
from sousveil.publish.report.content import Report

__all__ = ["Checked", "Report", "Unread", "format_of", "write_report"]

FORMATS = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "plain"}
"""Ending of the file to the module that writes it; a module has `written(report) -> str`."""


def format_of(path: Path) -> str:
    """Return the module for a file by its ending; raise `QueryError` for another ending."""
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise QueryError(
            f"{path} ends in none of .html, .md and .json. Name the report by what it shall be."
        )
    return found


def write_report(report: Report, path: Path) -> None:
    """Write a report; what stands in the file already is replaced."""
    module = import_module(f"sousveil.publish.report.{format_of(path)}")
    path.write_text(module.written(report), encoding="utf-8", newline="\n")
