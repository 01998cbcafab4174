"""A line that is slow, far and loses packets, where the kernel cannot make one (tc netem is not built into every kernel, and the packet loss of the
DevTools protocol is for WebRTC alone): a proxy between browser and server.

What comes in is cut into packets of 1,460 bytes. Each direction lets through so many bits a second, one packet after the other, for all
connections together. A packet arrives half of the latency after it has passed. One in so many is lost: it is sent again, takes its share of the
line a second time, and arrives a latency later, which is what TCP needs to notice; what comes behind it on its connection waits for it, as TCP
delivers in order. The last packet of what is sent has nothing behind it that would show that it is missing: its sender's timer does, after three
latencies. A connection takes a latency to be made. Which packets are lost is drawn from a seed, so that each round can be had again.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field

PACKET = 1460
HEADERS = 40
"""Bytes of TCP and IP around each packet."""


@dataclass
class Conditions:
    """Bits a second each way, seconds for there and back, the share of packets that are lost."""

    bits: float = 50_000
    latency: float = 1.0
    loss: float = 0.05
    seed: int = 1


@dataclass
class Counted:
    """What went through: bytes of each direction, without the headers of packets; packets, and those that were lost."""

    up: int = 0
    down: int = 0
    packets: int = 0
    lost: int = 0


@dataclass
class _Way:
    """One direction of the line: when it is free again."""

    free: float = 0.0


@dataclass
class _Line:
    port: int
    conditions: Conditions
    counted: Counted = field(default_factory=Counted)

    def __post_init__(self) -> None:
        self._random = random.Random(self.conditions.seed)
        self._up, self._down = _Way(), _Way()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection to the server and back until either side is done."""
        open_ones = [writer]
        try:
            await asyncio.sleep(self.conditions.latency)
            there, back = await asyncio.open_connection("127.0.0.1", self.port)
            open_ones.append(back)
            await asyncio.gather(self._carry(reader, back, self._up), self._carry(there, writer, self._down))
        except asyncio.CancelledError:
            pass  # at the end of the block: nobody may be left waiting for what will not come
        finally:
            for each in open_ones:
                each.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: _Way) -> None:
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        sending = asyncio.create_task(self._deliver(waiting, writer))
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                for start in range(0, len(data), PACKET):
                    packet = data[start : start + PACKET]
                    waiting.put_nowait((self._arrival(len(packet), way, last=start + PACKET >= len(data)), packet))
        waiting.put_nowait((0.0, b""))
        await sending

    def _arrival(self, size: int, way: _Way, *, last: bool) -> float:
        """Return when a packet arrives."""
        given, now = self.conditions, asyncio.get_running_loop().time()
        takes = (size + HEADERS) * 8 / given.bits
        way.free = max(way.free, now) + takes
        late = 0.0
        self.counted.packets += 1
        while self._random.random() < given.loss:
            self.counted.lost += 1
            way.free += takes
            late += given.latency * (3 if last else 1)
        if way is self._up:
            self.counted.up += size
        else:
            self.counted.down += size
        return way.free + given.latency / 2 + late

    async def _deliver(self, waiting: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while True:
                at, packet = await waiting.get()
                if not packet:
                    break
                await asyncio.sleep(max(0.0, at - asyncio.get_running_loop().time()))
                writer.write(packet)
                await writer.drain()
            writer.close()


@contextmanager
def lossy(port: int, conditions: Conditions) -> Iterator[tuple[int, Counted]]:
    """Stand between a browser and the server at a port of this machine until the block ends; give the port to ask at, and what goes through it."""
    line = _Line(port, conditions)
    loop = asyncio.new_event_loop()
    ready, over = threading.Event(), asyncio.Event()
    found: list[int] = []

    async def serve() -> None:
        server = await asyncio.start_server(line.connected, "127.0.0.1", 0)
        found.append(server.sockets[0].getsockname()[1])
        ready.set()
        await over.wait()
        await asyncio.sleep(0.05)  # a connection that has just come is made: one that comes to a closed server would stay open
        server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0.05)  # what was closed is gone some turns of the loop later

    def run() -> None:
        with closing(loop):
            loop.run_until_complete(serve())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield found[0], line.counted
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
