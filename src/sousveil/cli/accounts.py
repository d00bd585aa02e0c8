"""The verb that says who may sign in to the live server: accounts."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import to_builtins

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line, table

if TYPE_CHECKING:
    from sousveil.web.accounts import Account, Accounts

ROLES = ("viewer", "reviewer", "admin")
"""As in web.permissions, which is not loaded for `--help`; a test holds them together."""


@click.group()
def accounts() -> None:
    """Say who may sign in to `sousveil serve`, and what each may do.

    \b
    sousveil accounts invite "Anna Lind" --role admin
    sousveil accounts list

    A viewer reads documents and open claims, a reviewer decides, adds and compiles, an admin
    invites. Without an account, everybody reads the public pages and checks texts.
    """


@accounts.command("list")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def list_(folder: Path | None, json_: bool) -> None:
    """List the accounts with their roles."""
    found = _opened(folder).all()
    if json_:
        as_json([_plain(one) for one in found])
        return
    if not found:
        click.echo("Nobody has an account. Invite somebody: sousveil accounts invite NAME")
        return
    table(("name", "role", "state"), [(one.name, one.role, _state(one)) for one in found])


@accounts.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="What the person may do [viewer].")
@click.option(
    "--again", is_flag=True, help="For a name that has, or had, an account: a new password."
)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def invite(folder: Path | None, name: str, role: str | None, again: bool, json_: bool) -> None:
    """Make an invitation for NAME: a code that opens once, within seven days.

    \b
    sousveil accounts invite anna --role reviewer
    sousveil accounts invite anna --again

    Hand the code over by a way that you trust. It is shown now and never again.
    """
    opened = _opened(folder)
    there = opened.of(name)
    role = role or (there.role if there else "viewer")
    made = opened.invite(name, role, _who(), again)
    if json_:
        as_json({**to_builtins(made), "ends": _day(made.ends)})
        return
    click.echo(made.code)
    told = f"{one_line(made.name)} becomes {made.role} by this code, until {_day(made.ends)}."
    click.echo(f"{told} It opens once, at /invitation/ of your server.", err=True)


@accounts.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@click.pass_obj
def role(folder: Path | None, name: str, role: str) -> None:
    """Give NAME another role; all sessions of the account end.

    \b
    sousveil accounts role anna reviewer
    """
    found = _opened(folder).set_role(name, role, _who())
    click.echo(f"{one_line(found.name)} is {found.role} now, and has to sign in anew.")


@accounts.command()
@click.argument("name")
@click.pass_obj
def remove(folder: Path | None, name: str) -> None:
    """Close the account of NAME, and end its sessions.

    \b
    sousveil accounts remove anna

    The decisions stay, with the name; nobody else can take it.
    """
    found = _opened(folder).remove(name, _who())
    click.echo(f"{one_line(found.name)} can sign in no more. What was decided stays.")


def _opened(folder: Path | None) -> Accounts:
    from sousveil.web.accounts import Accounts
    from sousveil.web.vault import Vault

    vault = Vault.open(open_project(folder).folder)
    click.get_current_context().call_on_close(vault.close)
    return Accounts(vault)


def _who() -> str:
    """Return who types, for the list of what happened."""
    try:
        return f"{getpass.getuser()} at the command line"
    except (OSError, KeyError, ImportError):
        return "the command line"


def _state(one: Account) -> str:
    if one.removed is not None:
        return f"removed on {_day(one.removed)}"
    return "in use" if one.has_password else "invited"


def _plain(one: Account) -> dict[str, Any]:
    return {"name": one.name, "role": one.role, "state": _state(one), "made": _day(one.made)}


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")
