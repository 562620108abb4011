"""How many messages a second one producer sends to a Redis on this machine: ours in bulk beside the stock Python client.

usage: compare.py [JAVA_MESSAGES [PYTHON_MESSAGES]]      through examples/bulk/compare, which finds the stock client
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from celery import Celery

ROOT = Path(__file__).resolve().parent.parent.parent
DIST = Path(os.environ.get("GREENFORK_DIST", ROOT / "dist" / "greenfork"))


def java(url, messages):
    """Messages a second of examples/bulk's MeasureBulk."""
    find_jdk = subprocess.run([ROOT / "tools" / "find-jdk"], capture_output=True, text=True, check=True)
    path = f"{DIST}/lib/*:{DIST}/examples/bulk.jar:{DIST}/examples/conformance.jar"
    program = "dev.greenfork.examples.bulk.MeasureBulk"
    command = [f"{find_jdk.stdout.strip()}/bin/java", "-XX:+UseSerialGC", "-cp", path, program, str(messages)]
    environment = {**os.environ, "GREENFORK_BROKER": url}
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)
    found = re.search(r": (\d+)/s", ended.stdout)
    if not found:
        raise RuntimeError(f"MeasureBulk ended with {ended.returncode}: {ended.stdout} {ended.stderr}")
    return int(found.group(1))


def python(url, messages, **options):
    """Messages a second of the stock client, with one connection that it keeps."""
    app = Celery("producer", broker=url, backend=url, set_as_current=False)
    with app.producer_or_acquire() as producer:
        echo = app.signature("conformance.echo", queue="bulk-python", producer=producer, **options)
        echo.apply_async((0,))
        began = time.perf_counter()
        for i in range(messages):
            echo.apply_async((i,))
        seconds = time.perf_counter() - began
    app.close()
    return round(messages / seconds)


def main(java_messages=600_000, python_messages=5_000):
    sys.path.insert(0, str(ROOT / "tests" / "celery"))

    from support.redis_server import RedisServer

    with tempfile.TemporaryDirectory() as folder:
        server = RedisServer(Path(folder))
        try:
            rows = [
                ("stock Python client", python(server.url(), python_messages)),
                ("the same with ignore_result", python(server.url(), python_messages, ignore_result=True)),
                ("Greenfork's Java client, sendAll", java(server.url(), java_messages)),
            ]
        finally:
            server.stop()
    print("| producer | messages/s | times the stock client |\n|---|---|---|")
    for name, rate in rows:
        print(f"| {name} | {rate:,} | {rate / rows[0][1]:.1f} |")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
