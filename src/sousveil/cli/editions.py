"""The editions at hand: a project's own first, then the packaged ones."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition, Records
from sousveil.storage import packaged

if TYPE_CHECKING:
    from sousveil.project import Project

PROJECT_FILE = "sousveil.toml"
"""Marks a project's folder. Not taken from `sousveil.project`, which loads the ledger."""


class Shelf:
    """Editions by name. Without a project, nothing of the ledger is loaded."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder or _folder_above()

    @cached_property
    def project(self) -> Project | None:
        """The project named, or the one at or above the current folder; None without one."""
        return None if self.folder is None else open_project(self.folder)

    @cached_property
    def names(self) -> Names:
        """The names of the project's codebook, or of the packaged one."""
        return Names(load_packaged()) if self.project is None else self.project.names

    @property
    def codebook(self) -> Codebook:
        """The codebook behind the names."""
        return self.names.codebook

    def all(self) -> tuple[str, ...]:
        """Return the names of all editions, the project's own before the packaged ones."""
        return packaged.names() if self.project is None else self.project.editions()

    def edition(self, name: str) -> Edition:
        """Return an edition; raise `UnknownEdition` where there is none of this name."""
        if self.project is None:
            return packaged.load_edition(name)
        return self.project.edition(name)

    def records(self, name: str) -> Records:
        """Return what stands behind an edition; raise `UnknownEdition` where there is none."""
        if self.project is None:
            return packaged.load_records(name)
        return self.project.records(name)


def open_project(folder: Path | None) -> Project:
    """Open the project named, or the one at or above the current folder, until the verb ends.

    Raises `NoProject` where there is none.
    """
    from sousveil.project import Project

    project = Project.find() if folder is None else Project.open(folder)
    click.get_current_context().call_on_close(project.close)
    return project


def _folder_above() -> Path | None:
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    return None
