"""Splits many full queues with the scripts of worker-runtime/broker, and prints the longest call of each. See bench/split-scale."""

import re
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
from scripts import script  # noqa: E402
from worker import Redis, message, redis  # noqa: E402

STEPS = ("", "\x06\x163", "\x06\x166", "\x06\x169")
WANTED = ("SERVE", "FILL", "SPLITTING_FETCH", "APART")
MOST, BATCH = 10_000, (500, 256 << 10)
LIFE = 3_600_000
AT_ONCE = 40  # queues in a call of SERVE, as in SplitKeeper
ROUNDS = 3
WORKER = "worker@host;1"


class Broker:
    """The scripts as a worker calls them, without any prefix of keys."""

    def __init__(self, port):
        self.connection = Redis(port)
        self.ask = self.connection.ask
        pid = re.search(rb"process_id:(\d+)", self.ask("INFO", "server"))[1].decode()
        # What its thread was on a processor: the clock would count the time that other programs of a busy machine take from it.
        self._time = Path(f"/proc/{pid}/task/{pid}/schedstat")
        self._longest = dict.fromkeys(WANTED, 0.0)
        self._digests = {}
        for name in WANTED:
            self._digests[name] = self.ask("SCRIPT", "LOAD", script(name))

    def run(self, name, keys, *values):
        before = self._ran()
        reply = self.ask("EVALSHA", self._digests[name], len(keys), *keys, *values)
        self._longest[name] = max(self._longest[name], (self._ran() - before) / 1e6)
        return reply

    def longest(self):
        """By script the longest call in ms since this was asked last, with the reading of the command."""
        found, self._longest = self._longest, dict.fromkeys(WANTED, 0.0)
        return found

    def _ran(self):
        return int(self._time.read_text(encoding="ascii").split()[0])


def serve(broker, queues, types=("green", "prefork")):
    """Workers of both types say that they serve all queues; gives the versions of the tables."""
    for kind in types:
        replies = []
        for first in range(0, len(queues), AT_ONCE):
            replies += broker.run("SERVE", (), "", LIFE, f"{kind}/0a/{kind}", "greenfork:tasks:0a", LIFE, *queues[first : first + AT_ONCE])
    return [reply[0] for reply in replies]


def fill(broker, queues, versions, names):
    places = [(name, ("green", "prefork")[i % 2]) for i, name in enumerate(names)]
    for queue, version in zip(queues, versions, strict=True):
        for first in range(0, len(places), 500):
            words = [word for place in places[first : first + 500] for word in place]
            assert broker.run("FILL", (), "", queue, version, MOST, *words) == 1


def fetch(broker, queues, number):
    """As a green worker that serves all queues and has ten slots; gives how many messages are left to be split."""
    lists = [f"{queue}.green{step}" for step in STEPS for queue in queues]
    watched = [f"{queue}{step}" for queue in queues for step in STEPS]
    values = [WORKER, number, 10, 4 << 20, 12 << 20, 0, "now", 100, 1 << 20, "greenfork:leases", "records", "unstarted"]
    values += [len(lists), "greenfork:rules", *BATCH, "green"]
    for queue in queues:
        values += [queue, f"greenfork:routes:{queue}"]
    reply = broker.run("SPLITTING_FETCH", lists + watched, *values)
    assert reply[0] == b"ok" and all(reply[2][1::2]), reply[2]
    return sum(reply[2][::2])


def push(broker, queue, samples, count):
    messages = [samples[i % len(samples)] for i in range(count)]
    for first in range(0, count, 1000):
        broker.ask("LPUSH", queue, *messages[first : first + 1000])


def one_round(broker, count, queues, names, samples):
    broker.ask("FLUSHALL")
    broker.ask("ZADD", "greenfork:leases", 2e12, WORKER)
    for queue in queues:
        push(broker, queue, samples, count // len(queues))
    fill(broker, queues, serve(broker, queues), names)
    begin, number, left = time.monotonic(), 1, 1
    while left > 0:
        left = fetch(broker, queues, number)
        number += 10
    seconds = time.monotonic() - begin
    parts = sum(broker.ask("LLEN", f"{queue}.{part}") for queue in queues for part in ("green", "prefork"))
    assert parts + broker.ask("HLEN", "records") == count // len(queues) * len(queues)

    broker.ask("HINCRBY", "greenfork:rules", "version", 1)  # changed rules: all tables are void
    fill(broker, queues, serve(broker, queues), names)

    push(broker, queues[0], samples, 100_000)
    begin, left = time.monotonic(), 1
    while left > 0:
        _, left, version = broker.run("APART", (queues[0], f"greenfork:routes:{queues[0]}", "greenfork:rules"), "green", *BATCH)
        assert version
    wake = time.monotonic() - begin
    return seconds, wake, broker.longest()


def main():
    count, queue_count, name_count = map(int, sys.argv[1:])
    queues = [f"shop-{i}" for i in range(queue_count)]
    names = [f"shop.tasks.number_{i}" for i in range(name_count)]
    samples = [message(name, ["an argument", 17], 900)[1] for name in names]
    with redis() as port:
        broker = Broker(port)
        rounds = []
        for number in range(1, ROUNDS + 1):
            rounds.append(one_round(broker, count, queues, names, samples))
            seconds, wake, longest = rounds[-1]
            shown = ", ".join(f"{name} {millis:.1f} ms" for name, millis in longest.items())
            print(f"round {number}: {count} messages in {seconds:.1f} s, 100,000 in {wake:.2f} s; longest calls: {shown}", flush=True)
    load = Path("/proc/loadavg").read_text(encoding="ascii").split()[0]
    wake = min(each[1] for each in rounds)
    best = {name: min(each[2][name] for each in rounds) for name in WANTED}
    print(
        f"best of {ROUNDS}, load {load}, {queue_count} queues, {name_count} names, messages of {len(samples[0])} bytes:"
        f" 100,000 in {wake:.2f} s; " + ", ".join(f"{name} {millis:.1f} ms" for name, millis in best.items())
    )
    sys.exit(0 if wake <= 5 and max(best.values()) <= 10 else 1)


if __name__ == "__main__":
    main()
