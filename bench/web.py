"""How fast the pages are: against a bare server, as files, and in a browser.

    python bench/web.py                 # all of it; a minute
    python bench/web.py --no-browser

Each ratio is taken within one run: both servers answer in turn, all pages load in one browser, and
what is measured a few times is told by its median. Run it where nothing else runs: the load of the
machine is told first. Wall time is that of the whole process, from the start of Python.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAGE = "place/kenya/"
ROUNDS = 5
REQUESTS = 1500
LOADS = 15
WRITTEN = 3

BARE = """
async def app(scope, receive, send):
    if scope["type"] == "http":
        headers = [(b"content-type", b"text/html"), (b"content-length", b"%d" % len(BODY))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": BODY})
"""
EMPTY = b"<!doctype html><html lang=en><title>empty</title><p>empty</p></html>"

PAINT = """
new Promise((done) => new PerformanceObserver((list) => {
  for (const one of list.getEntriesByName("first-contentful-paint")) done(one.startTime);
}).observe({type: "paint", buffered: true}))
"""

RUN = """
import socket, sys, uvicorn
def serve(app):
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0)); listening.listen(128)
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(app, log_level="error", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])
"""
LIBRARY = """
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.names import Names
from sousveil.storage import packaged
from sousveil.web.library import Library
held = [(packaged.load_edition(n), packaged.load_records(n)) for n in packaged.names()]
library = Library(Names(load_packaged()), held)
"""
OURS = f"""{LIBRARY}
from sousveil.web.app import create_app
serve(create_app(lambda: library))
"""

ALONE = f"""{LIBRARY}
import sys
from pathlib import Path
from sousveil.web import folder
every = folder.addresses
folder.addresses = lambda of: (one for one in every(of) if folder.path_of(one[0]).endswith(".html"))
list(folder.write(library, Path(sys.argv[1])))
"""
"""Writes what `publish` writes, but for the files that are no pages."""


def bare(body: bytes) -> str:
    """Return the code of a server that has one answer."""
    return f"BODY = {body!r}\n{BARE}\nserve(app)"


@contextmanager
def server(code: str) -> Iterator[int]:
    """Serve in a process of its own; yield the port."""
    process = subprocess.Popen([sys.executable, "-c", RUN + code], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


async def ask(port: int, address: str, times: int, took: list[float]) -> int:
    """Ask again and again on one connection; return the bytes of the last answer's body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    asked = f"GET /{address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    size = 0
    for _ in range(times):
        start = time.perf_counter()
        writer.write(asked)
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head[:80]
        size = int(
            next(
                line.split(b":")[1]
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            )
        )
        await reader.readexactly(size)
        took.append(time.perf_counter() - start)
    writer.close()
    return size


async def load(port: int, address: str, connections: int) -> tuple[float, float, float]:
    """Return the median and the 99th percentile in milliseconds, and answers a second."""
    took: list[float] = []
    start = time.perf_counter()
    await asyncio.gather(
        *(ask(port, address, REQUESTS // connections, took) for _ in range(connections))
    )
    lasted = time.perf_counter() - start
    ordered = sorted(took)
    p99 = ordered[int(len(ordered) * 0.99)]
    return statistics.median(ordered) * 1e3, p99 * 1e3, len(took) / lasted


def answers() -> None:
    """Compare our server's page with the same bytes from a bare one."""
    with server(OURS) as ours:
        took: list[float] = []
        size = asyncio.run(ask(ours, PAGE, 20, took))
        with server(bare(b"x" * size)) as plain:
            print(f"{PAGE}, {size} bytes; {ROUNDS} rounds of {REQUESTS} answers, in turn")
            for connections in (8, 32):
                told: dict[str, list[tuple[float, float, float]]] = {"ours": [], "bare": []}
                for _ in range(ROUNDS):
                    for name, port in (("bare", plain), ("ours", ours)):
                        told[name].append(asyncio.run(load(port, PAGE, connections)))
                p99 = {name: statistics.median(t[1] for t in all) for name, all in told.items()}
                rate = {name: statistics.median(t[2] for t in all) for name, all in told.items()}
                print(
                    f"{connections:>3} connections: p99 {p99['ours']:.1f} ms, bare "
                    f"{p99['bare']:.1f} ms: {p99['ours'] / p99['bare']:.1f} times; "
                    f"{rate['ours']:.0f} answers a second, bare {rate['bare']:.0f}"
                )


def published() -> None:
    """Write both editions as a site in a process of its own: the pages alone, then all files."""
    publish = ["-m", "sousveil", "publish", "aigs-2019", "aigs-2022", "--to"]
    for name, code in (("pages alone", ["-c", ALONE]), ("pages and files", publish)):
        walls, works, rates = [], [], []
        for _ in range(WRITTEN):
            with tempfile.TemporaryDirectory() as folder:
                before, start = used(), time.perf_counter()
                subprocess.run([sys.executable, *code, folder], check=True, capture_output=True)
                walls.append(time.perf_counter() - start)
                works.append(used() - before)
                pages = sum(1 for _ in Path(folder).rglob("*.html"))
                files = sum(1 for one in Path(folder).rglob("*") if one.is_file())
                rates.append(pages / walls[-1])
        print(
            f"publish, {name}: {pages} pages among {files} files in {statistics.median(walls):.1f} "
            f"s, {statistics.median(works):.1f} s of {os.cpu_count()} processors: "
            f"{statistics.median(rates):.0f} pages a second"
        )


def used() -> float:
    """Return the seconds of processor time of all processes that were waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def painted() -> None:
    """Compare the first contentful paint of pages with that of an empty page."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if found is None:
        print("first contentful paint: there is no Chromium here")
        return
    with server(OURS) as ours, server(bare(EMPTY)) as plain, sync_playwright() as it:
        asked = {
            "empty": f"{plain}/",
            PAGE: f"{ours}/{PAGE}",
            "map/aigs-2022/": f"{ours}/map/aigs-2022/",
        }
        browser = it.chromium.launch(executable_path=found, args=["--no-sandbox"])
        times: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(LOADS):
            for name, address in asked.items():
                page = browser.new_context().new_page()
                page.goto(f"http://127.0.0.1:{address}")
                times[name].append(page.evaluate(PAINT))
                page.context.close()
        browser.close()
    paint = {name: statistics.median(all) for name, all in times.items()}
    empty = paint.pop("empty")
    for name, one in paint.items():
        print(
            f"first contentful paint: {name} {one:.0f} ms; an empty page {empty:.0f} ms: "
            f"{one / empty:.1f} times"
        )


def main() -> None:
    """Run all parts."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("--no-browser", action="store_true")
    given = asking.parse_args()
    print(f"load of the machine in the last minute: {os.getloadavg()[0]:.1f}")
    answers()
    published()
    if not given.no_browser:
        painted()


if __name__ == "__main__":
    main()
