"""The verb that opens the web app: serve."""

from __future__ import annotations

import os
import sys
from errno import EADDRINUSE
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sousveil.cli.editions import Shelf
from sousveil.errors import QueryError

if TYPE_CHECKING:
    from socket import socket

LOOPBACK = "127.0.0.1"
PORT = 8765
NAME_HELP = "A name under which it is reached; more than one may be given."
PROXY_HELP = "With --tls: the address of the proxy."


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="Address to listen at.")
@click.option("--port", default=PORT, show_default=True, help="Port; 0 takes a free one.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name under which it is reached."
)
@click.option("--tls", is_flag=True, help="It is reached by https alone, through a proxy.")
@click.option(
    "--proxy", default=LOOPBACK, show_default=True, help="With --tls: where it comes from."
)
@click.option("--language", default="en", show_default=True, help="Language of the interface.")
@click.pass_obj
def serve(
    folder: Path | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    tls: bool,
    proxy: str,
    language: str,
) -> None:
    """Serve the pages of all editions until interrupted.

    \b
    sousveil serve
    sousveil -C my-index serve --port 8000
    sousveil -C my-index serve --name index.example.org --tls

    Without a project, the pages are those of the packaged editions. With one, people sign in to
    review: see sousveil accounts. Only requests for this machine, for --host and for each --name
    are answered.
    """
    open_app(Shelf(folder), host, port, language, names, tls, proxy)


def open_app(
    shelf: Shelf,
    host: str = LOOPBACK,
    port: int = PORT,
    language: str = "en",
    names: tuple[str, ...] = (),
    tls: bool = False,
    proxy: str = LOOPBACK,
    *,
    show: bool = False,
) -> None:
    """Serve until interrupted, and say where; `show` opens it in the browser of a desktop.

    A port that somebody else has is told, unless the usual one may be another.
    """
    import uvicorn

    from sousveil.web.app import create_app
    from sousveil.web.door import LOOPBACK as LOCAL
    from sousveil.web.library import Library

    def library() -> Library:
        held = ((shelf.edition(name), shelf.records(name)) for name in shelf.all())
        return Library(shelf.names, held, shelf.project)

    app = create_app(library, language, hosts=(*LOCAL, host, *names), tls=tls)
    with _socket(host) as listening:
        _bind(listening, host, port, spare=show)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        click.echo(f"The pages are at {address}", err=True)
        click.echo("Press Ctrl+C to end.", err=True)
        if show and has_desktop():
            import threading
            import webbrowser

            threading.Timer(1, webbrowser.open, [address]).start()
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=tls,
                forwarded_allow_ips=proxy if tls else "",
            )
        )
        server.run(sockets=[listening])


def _socket(host: str) -> socket:
    """Return a socket that says that it is TCP.

    Only then does asyncio send what it is given at once; else the body of an answer waits for the
    browser to acknowledge its head, which takes 40 ms.
    """
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return listening


def _bind(listening: socket, host: str, port: int, *, spare: bool) -> None:
    """Take the port; with `spare`, any other one where somebody has it."""
    try:
        listening.bind((host, port))
    except OSError as error:
        if error.errno != EADDRINUSE:
            raise
        if not spare:
            raise QueryError(
                f"Port {port} is taken by another program. Choose one: --port 0 takes a free one."
            ) from None
        listening.bind((host, 0))


def has_desktop() -> bool:
    """Tell whether a browser can open in a window of its own, and not in this terminal."""
    windows = sys.platform in ("darwin", "win32")
    return windows or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
