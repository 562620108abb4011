"""See bench/no-op."""

import argparse
import contextlib
import itertools
import statistics
import subprocess
import sys
import time
from pathlib import Path

from worker import Redis, await_true, connects, free_port, message, redis, results, worker

BATCH = 1000
PATIENCE = 300
SLOW_LINK = Path(__file__).resolve().parents[2] / "tests/celery/support/slow_link.py"


def fill(client, messages):
    for first in range(0, messages, BATCH):
        batch = (message("conformance.echo", [number])[1] for number in range(first, min(first + BATCH, messages)))
        client.ask("LPUSH", "celery", *batch)


def redis_seconds(client):
    """Processor time that the server has taken."""
    lines = client.ask("INFO", "cpu").decode().splitlines()
    return sum(float(line.split(":")[1]) for line in lines if line.startswith(("used_cpu_sys:", "used_cpu_user:")))


@contextlib.contextmanager
def link(port, millis):
    """A port that leads there over so many milliseconds of round trip; the same port where nothing is said."""
    if millis is None:
        yield port
        return
    near = free_port()
    proxy = subprocess.Popen([sys.executable, SLOW_LINK, str(near), str(port), millis])
    try:
        await_true(lambda: connects(near), "the slow link is up")
        yield near
    finally:
        proxy.kill()
        proxy.wait(10)


def timed(dist, messages, millis, apart):
    """Tasks a second over the last two thirds, and Redis's processor time for one of them in microseconds."""
    with redis() as port, link(port, millis) as near:
        client = Redis(port)
        fill(client, messages)
        others = ["--result-backend", f"redis://127.0.0.1:{near}/1"] if apart else []
        with worker(dist, near, "-c", "1000", *others):
            began, used, done = at_least(client, messages // 3)
            ended, used_then, last = at_least(client, messages)
        return (last - done) / (ended - began), (used_then - used) / (last - done) * 1e6


def at_least(client, wanted):
    """When so many results were there, the processor time until then, and how many there were."""
    end = time.monotonic() + PATIENCE
    while (done := results(client)) < wanted:
        if time.monotonic() > end:
            raise SystemExit(f"{done} of {wanted} results after {PATIENCE} s")
        time.sleep(0.02)
    return time.monotonic(), redis_seconds(client), done


def main():
    options = argparse.ArgumentParser(prog="bench/no-op")
    options.add_argument("-r", dest="runs", type=int, default=3)
    options.add_argument("-n", dest="messages", type=int, default=300_000)
    options.add_argument("--dist", action="append", metavar="FOLDER")
    options.add_argument("--link", action="append", metavar="MILLIS")
    options.add_argument("--apart", action="store_true")
    given = options.parse_args(sys.argv[2:])
    variants = list(itertools.product(given.link or [None], given.dist or [sys.argv[1]]))
    rates = {variant: [] for variant in variants}
    for number in range(given.runs):
        for millis, dist in variants:
            rate, cost = timed(dist, given.messages, millis, given.apart)
            rates[millis, dist].append(rate)
            name = named(given, millis, dist)
            print(f"run {number + 1}  {rate:8,.0f} tasks/s  {cost:5.1f} us of Redis for each  {name}", flush=True)
    for millis, dist in variants:
        print(f"median {statistics.median(rates[millis, dist]):8,.0f} tasks/s  {named(given, millis, dist)}")


def named(given, millis, dist):
    words = [f"{millis} ms"] if given.link else []
    return " ".join(words + [dist] if given.dist else words)


if __name__ == "__main__":
    main()
