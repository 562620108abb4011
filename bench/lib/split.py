"""Splits a full queue with the scripts of worker-runtime/broker and prints what that cost. See bench/split."""

import re
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
from worker import Redis, message, redis  # noqa: E402

SCRIPTS = Path(__file__).resolve().parents[2] / "worker-runtime/broker/src/main/resources/dev/greenfork/broker/redis"
PARTS = ("version", "split", "apart")
BATCH = (500, 256 << 10)
ROUNDS = 5


def fill(connection, messages):
    for first in range(0, len(messages), 1000):
        connection.ask("LPUSH", "q", *messages[first : first + 1000])


def once(connection, digest, messages):
    """Seconds until all was split, microseconds of Redis for each message, microseconds of the longest call, calls."""
    connection.ask("DEL", "q", "q.green", "q.prefork")
    fill(connection, messages)
    connection.ask("CONFIG", "RESETSTAT")
    connection.ask("SLOWLOG", "RESET")
    start, left, moved = time.monotonic(), 1, 0
    while left > 0:
        some, left, version = connection.ask("EVALSHA", digest, 3, "q", "routes", "rules", "green", *BATCH)
        assert version == b"0:1", version
        moved += some
    seconds = time.monotonic() - start
    assert moved == len(messages) == connection.ask("LLEN", "q.green") + connection.ask("LLEN", "q.prefork")
    stats = connection.ask("INFO", "commandstats").decode()
    calls, micros = map(int, re.search(r"cmdstat_evalsha:calls=(\d+),usec=(\d+)", stats).groups())
    longest = max((entry[2] for entry in connection.ask("SLOWLOG", "GET", -1)), default=0)
    return seconds, micros / len(messages), longest, calls


def main():
    count, size, names = map(int, sys.argv[1:])
    tasks = [f"shop.tasks.number_{i}" for i in range(names)]
    samples = [message(task, ["an argument", 17], size)[1] for task in tasks]
    messages = [samples[i % names] for i in range(count)]
    with redis() as port:
        connection = Redis(port)
        # Calls are in the log of slow ones, down to those of 200 us.
        connection.ask("CONFIG", "SET", "slowlog-log-slower-than", "200")
        connection.ask("CONFIG", "SET", "slowlog-max-len", "100000")
        places = [part for i, task in enumerate(tasks) for part in (task, "prefork" if i % 2 else "green")]
        connection.ask("HSET", "routes", "", "0:1", *places)
        text = "\n".join((SCRIPTS / f"{part}.lua").read_text() for part in PARTS)
        digest = connection.ask("SCRIPT", "LOAD", text)
        rounds = [once(connection, digest, messages) for _ in range(ROUNDS)]
    seconds, micros, longest, calls = (min(column) for column in zip(*rounds))
    with open("/proc/loadavg", encoding="ascii") as averages:
        load = averages.read().split()[0]
    print(f"{count} messages of {len(samples[0])} bytes, {names} task names, batches of {BATCH[0]} and {BATCH[1] >> 10} KiB, load {load}")
    for number, (all_seconds, each, call, _) in enumerate(rounds, 1):
        print(f"round {number}: {each:.1f} us a message, longest call {call / 1000:.1f} ms, all in {all_seconds:.2f} s")
    print(f"best: {micros:.1f} us a message, {calls} calls, longest {longest / 1000:.1f} ms, {seconds:.2f} s")
    good = micros <= 15 * max(1, size / 1024) and seconds <= 5 * count / 100_000 and longest <= 10_000
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
