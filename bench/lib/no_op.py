"""See bench/no-op."""

import argparse
import statistics
import sys
import time

from worker import Redis, message, redis, results, worker

BATCH = 1000
PATIENCE = 300


def fill(client, messages):
    for first in range(0, messages, BATCH):
        batch = (message("conformance.echo", [number])[1] for number in range(first, min(first + BATCH, messages)))
        client.ask("LPUSH", "celery", *batch)


def redis_seconds(client):
    """Processor time that the server has taken."""
    lines = client.ask("INFO", "cpu").decode().splitlines()
    return sum(float(line.split(":")[1]) for line in lines if line.startswith(("used_cpu_sys:", "used_cpu_user:")))


def timed(dist, messages):
    """Tasks a second over the last two thirds, and Redis's processor time for one of them in microseconds."""
    with redis() as port:
        client = Redis(port)
        fill(client, messages)
        with worker(dist, port, "-c", "1000"):
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
    given = options.parse_args(sys.argv[2:])
    dists = given.dist or [sys.argv[1]]
    rates = {dist: [] for dist in dists}
    for number in range(given.runs):
        for dist in dists:
            rate, cost = timed(dist, given.messages)
            rates[dist].append(rate)
            print(f"run {number + 1}  {rate:8,.0f} tasks/s  {cost:5.1f} us of Redis for each  {dist if given.dist else ''}", flush=True)
    for dist in dists:
        print(f"median {statistics.median(rates[dist]):8,.0f} tasks/s  {dist if given.dist else ''}")


if __name__ == "__main__":
    main()
