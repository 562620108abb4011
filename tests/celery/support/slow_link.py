"""A proxy on the loopback that lets everything arrive later: python slow_link.py PORT TARGET MILLISECONDS (of a round trip)."""

import asyncio
import contextlib
import sys


async def pump(reader, writer, seconds):
    """What is read is written `seconds` later, however much is on its way."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(OSError):
        while chunk := await reader.read(1 << 16):
            loop.call_later(seconds, writer.write, chunk)
    loop.call_later(seconds, writer.close)


async def main(port, target, millis):
    async def join(reader, writer):
        try:
            there, back = await asyncio.open_connection("127.0.0.1", target)
        except OSError:
            writer.close()
            return
        await asyncio.gather(pump(reader, back, millis / 2000), pump(there, writer, millis / 2000))

    async with await asyncio.start_server(join, "127.0.0.1", port) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*(int(argument) for argument in sys.argv[1:])))
