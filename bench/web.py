"""How fast the pages are: against a bare server, as files, and in a browser.

    python bench/web.py                 # all of it; a minute
    python bench/web.py --no-browser

Each ratio is taken within one run: both servers answer in turn, both pages load in one browser.
"""

from __future__ import annotations

import argparse
import asyncio
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
LOADS = 9

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
OURS = """
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.names import Names
from sousveil.storage import packaged
from sousveil.web.app import create_app
from sousveil.web.library import Library
held = [(packaged.load_edition(n), packaged.load_records(n)) for n in packaged.names()]
serve(create_app(lambda: Library(Names(load_packaged()), held)))
"""


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
        body = f"BODY = b'x' * {size}\n"
        with server(body + BARE + "\nserve(app)") as bare:
            print(f"{PAGE}, {size} bytes; {ROUNDS} rounds of {REQUESTS} answers, in turn")
            for connections in (8, 32):
                told: dict[str, list[tuple[float, float, float]]] = {"ours": [], "bare": []}
                for _ in range(ROUNDS):
                    for name, port in (("bare", bare), ("ours", ours)):
                        told[name].append(asyncio.run(load(port, PAGE, connections)))
                p99 = {name: statistics.median(t[1] for t in all) for name, all in told.items()}
                rate = {name: statistics.median(t[2] for t in all) for name, all in told.items()}
                print(
                    f"{connections:>3} connections: p99 {p99['ours']:.1f} ms, bare "
                    f"{p99['bare']:.1f} ms: {p99['ours'] / p99['bare']:.1f} times; "
                    f"{rate['ours']:.0f} answers a second, bare {rate['bare']:.0f}"
                )


def published() -> None:
    """Write both editions as a site in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sousveil", "publish", "aigs-2019", "aigs-2022"]
        start = time.perf_counter()
        subprocess.run([*command, "--to", folder], check=True, capture_output=True)
        lasted = time.perf_counter() - start
        pages = sum(1 for _ in Path(folder).rglob("*.html"))
        files = sum(1 for one in Path(folder).rglob("*") if one.is_file())
        print(
            f"publish: {pages} pages among {files} files in {lasted:.1f} s: "
            f"{pages / lasted:.0f} pages a second, start and pictures included"
        )


def painted() -> None:
    """Compare the first contentful paint of a place's page with that of an empty page."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if found is None:
        print("first contentful paint: there is no Chromium here")
        return
    body = f"BODY = {EMPTY!r}\n"
    with (
        server(OURS) as ours,
        server(body + BARE + "\nserve(app)") as bare,
        sync_playwright() as it,
    ):
        browser = it.chromium.launch(executable_path=found, args=["--no-sandbox"])
        times: dict[str, list[float]] = {"empty": [], PAGE: [], "map/aigs-2022/": []}
        for _ in range(LOADS):
            for name in times:
                port = bare if name == "empty" else ours
                page = browser.new_context().new_page()
                page.goto(f"http://127.0.0.1:{port}/{'' if name == 'empty' else name}")
                told = page.evaluate(PAINT)
                times[name].append(told)
                page.context.close()
        browser.close()
    empty = statistics.median(times.pop("empty"))
    for name, all in times.items():
        paint = statistics.median(all)
        print(
            f"first contentful paint: {name} {paint:.0f} ms, an empty page {empty:.0f} ms: "
            f"{paint / empty:.1f} times"
        )


def main() -> None:
    """Run all parts."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("--no-browser", action="store_true")
    given = asking.parse_args()
    answers()
    published()
    if not given.no_browser:
        painted()


if __name__ == "__main__":
    main()
