"""The command `sousveil`: its verbs are loaded when called, and every error becomes one line."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import BytesIO, TextIOWrapper
from pathlib import Path

import click

VERBS = {
    "demo": ("demo", "See it work: both editions, and three sample articles checked."),
    "check": ("check", "Check the numbers of an article against an edition."),
    "extract": ("check", "Find the claims in a text, storing nothing."),
    "audit": ("audit", "Recount a publication from its own table."),
    "figures": ("index", "Recount the published figures of an edition."),
    "count": ("index", "Count the countries that meet conditions."),
    "show": ("show", "Show what the editions hold about a name."),
    "diff": ("index", "Compare two editions."),
    "chart": ("chart", "Draw an edition as a picture: map, matrix, flow and others."),
    "export": ("publish", "Write an edition as files."),
    "serve": ("serve", "Open the web app on this machine."),
    "publish": ("site", "Write the pages as a static site."),
    "accounts": ("accounts", "Say who may sign in to the web app."),
    "init": ("collect", "Make an empty project."),
    "add": ("collect", "Archive, read and extract documents."),
    "watch": ("collect", "Add what is new in feeds and lists of addresses."),
    "documents": ("find", "List the documents, and what was refused."),
    "copies": ("find", "Show which documents are copies of each other."),
    "origins": ("origins", "Show which documents go back to one origin; join or part them."),
    "propose": ("propose", "Let a language model propose claims, held to the text."),
    "search": ("find", "Find words in documents and claims."),
    "review": ("review", "Decide about claims, one after the other."),
    "names": ("review", "List the names that claims use and the codebook lacks."),
    "checks": ("checks", "List saved checks; confirm or withdraw verdicts."),
    "recheck": ("checks", "Judge the saved checks again, and tell what moved."),
    "reply": ("reply", "Enter the answers of those who are named; list and withdraw them."),
    "reports": ("reply", "List reports of problems; file and settle them."),
    "compile": ("index", "Freeze accepted claims as an edition."),
    "digest": ("keep", "Print one hash of the project's accepted state."),
    "verify": ("keep", "Check every digest, quote and frozen figure."),
    "backup": ("keep", "Write the whole project to one file."),
    "restore": ("keep", "Make a project from a backup."),
}
"""Verb to the module that has it, and its one line of help: `--help` loads no module."""

REPORT = "https://github.com/sousveil/sousveil/issues"

COLLECTED = 200_000  # things made between two searches for garbage; loading alone makes more

PIPE_CLOSED, INTERRUPTED = 141, 130  # what a shell gives for SIGPIPE and SIGINT


class Verbs(click.Group):
    """A group that imports a verb's module only when the verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of a walk through the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one verb."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"sousveil.cli.{VERBS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs without loading them."""
        with formatter.section("Verbs"):
            formatter.write_dl([(name, about) for name, (_, about) in VERBS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; a reader who has seen enough is no error."""
        try:
            try:
                result: object = super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(PIPE_CLOSED) from None
        return result


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    envvar="SOUSVEIL_PROJECT",
    type=click.Path(path_type=Path),
    help="The project's folder [SOUSVEIL_PROJECT, else the one at or above the current folder].",
)
@click.version_option(package_name="sousveil")
@click.pass_context
def cli(ctx: click.Context, folder: Path | None) -> None:
    """Recount the AI Global Surveillance Index, and check what others say of it.

    \b
    sousveil check article.txt --against aigs-2019
    sousveil count aigs-2019 --having origin=CHN --among bri

    Figures, counts and checks work with the packaged editions aigs-2019 and aigs-2022; a project
    adds its own documents and editions.
    """
    ctx.obj = folder
    ctx.color = False if os.environ.get("NO_COLOR") else None
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """Run the command line and exit: 0 done, 1 bad news, 2 nothing could be done."""
    gc.set_threshold(COLLECTED)
    lost = sys.stdout is None
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # the caller has closed it
            setattr(sys, name, TextIOWrapper(BytesIO(), encoding="utf-8"))
    if lost:
        click.echo("sousveil: Standard output is closed, so nothing can be answered.", err=True)
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:])
    gc.freeze()  # else Python searches all that was loaded for garbage, once more, before it exits
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one call and return its exit code; whatever goes wrong is told in one line."""
    try:
        result = cli.main(arguments, prog_name="sousveil", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        if isinstance(error.__cause__, KeyboardInterrupt):  # so Python tells one inside a class
            return INTERRUPTED
        click.echo(f"sousveil: {explained(error)}", err=True)
        return 2
    return result if isinstance(result, int) else 0


def explained(error: Exception) -> str:
    """Return one line on what happened and what to do next."""
    from sousveil.cli.output import one_line
    from sousveil.errors import SousveilError

    if isinstance(error, SousveilError):
        return one_line(str(error))
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "sousveil"
        return one_line(f"{error.format_message().rstrip('.')}. See {path} --help.")
    if isinstance(error, click.ClickException):
        return one_line(error.format_message())
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return one_line(f"{where}{error.strerror}.")
    return one_line(
        f"This should not have happened: {type(error).__name__} in {_origin(error)}: {error}. "
        f"Please report this line with the command at {REPORT}."
    )


def _origin(error: Exception) -> str:
    """Return file and line where an error arose."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    if step is None:
        return "an unknown place"
    return f"{Path(step.tb_frame.f_code.co_filename).name}, line {step.tb_lineno}"
