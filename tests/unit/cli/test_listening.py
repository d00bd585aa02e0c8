"""How the pages are served: a short answer goes out at once."""

from __future__ import annotations

import asyncio
import socket

from sousveil.cli.serve import LOOPBACK, _socket


def test_a_body_does_not_wait_until_its_head_is_acknowledged() -> None:
    async def asked() -> int:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            accepted = writer.get_extra_info("socket")
            found.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with _socket(LOOPBACK) as listening:
            listening.bind((LOOPBACK, 0))
            async with await asyncio.start_server(answer, sock=listening):
                _, writer = await asyncio.open_connection(*listening.getsockname())
                told = await asyncio.wait_for(found, 10)
                writer.close()
                return told

    assert asyncio.run(asked()) != 0
