"""A prefork worker of the distribution with a Redis of its own, and messages for it: feeds to fingerprint."""

import contextlib
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
from worker import Redis, await_true, children_of, message, redis, results  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
WORDS = "the quick brown fox jumps over a lazy dog while seven wizards brew mild ale".split()
PATIENCE = 180


def feed(number):
    """An RSS document of 30 entries of about 1 KB."""
    entry = "<item><title>Entry {0}</title><link>http://localhost/{0}</link><description>{1}</description></item>"
    texts = (" ".join(WORDS[(number + i * j) % len(WORDS)] for j in range(180)) for i in range(30))
    items = "".join(entry.format(f"{number}-{i}", text) for i, text in enumerate(texts))
    head = "<title>t</title><link>http://localhost/</link><description>d</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


class PreforkWorker:
    """Started with its Redis on entry, ended with it on exit."""

    def __init__(self, dist, children, child_env=(), jar="feed-hub-tasks.jar"):
        self.children = children
        self.command = [dist / "bin/greenfork", "worker", "-P", "prefork", "-c", str(children), "--tasks", dist / "examples" / jar]
        self.command += ["--child-env", ",".join(child_env)] if child_env else []
        self.done = 0

    def __enter__(self):
        with contextlib.ExitStack() as parts:
            port = parts.enter_context(redis())
            self.redis = Redis(port)
            folder = parts.enter_context(tempfile.TemporaryDirectory())
            command = [*self.command, "-b", f"redis://127.0.0.1:{port}/0"]
            self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
            parts.callback(self.stop)
            await_true(lambda: len(children_of(self.process.pid)) == self.children, "all children are there", PATIENCE)
            self.parts = parts.pop_all()
        return self

    def __exit__(self, *_):
        self.parts.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def run(self, tasks):
        """Has so many feeds fingerprinted, and waits for all results."""
        self.run_all([message("feeds.fingerprint", [feed(number)])[1] for number in range(tasks)])

    def run_all(self, messages):
        """Sends messages made before, and returns the seconds until all results are there."""
        self.done += len(messages)
        began = time.perf_counter()
        self.redis.ask("LPUSH", "celery", *messages)
        await_true(lambda: results(self.redis) >= self.done, "all results are there", PATIENCE)
        return time.perf_counter() - began
