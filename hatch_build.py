"""Have the front end built before the wheel is put together; pip and hatch call this."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface):
    """Build `src/sousveil/_web`; a wheel has it, a source distribution has its sources."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for a Node in a wheel where this machine has none."""
        web = _web(Path(self.root))
        return [] if web.needs_no_node(Path(self.root)) else [web.NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the front end, for an editable install too."""
        web = _web(Path(self.root))
        try:
            self.app.display_info(web.build(Path(self.root)))
        except web.WebError as error:
            sys.exit(str(error))


def _web(root: Path) -> ModuleType:
    """Load scripts/web.py, which is in no package."""
    spec = importlib.util.spec_from_file_location("sousveil_web_build", root / "scripts" / "web.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
