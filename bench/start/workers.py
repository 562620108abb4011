"""One start of one worker: sends a message, starts the process, waits for the result key, ends the process."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "lib"))
from worker import Redis, message, tree_seconds  # noqa: E402


@dataclass(frozen=True)
class Variant:
    pool: str
    celery: bool = False
    cache: bool = True


@dataclass(frozen=True)
class Start:
    wall: float
    cpu: float
    child: float | None


VARIANTS = {
    "green": Variant("green"),
    "green, no cache": Variant("green", cache=False),
    "prefork": Variant("prefork"),
    "prefork, no cache": Variant("prefork", cache=False),
    "celery solo": Variant("solo", celery=True),
    "celery prefork": Variant("prefork", celery=True),
}


def start_once(variant, port, dist, page, feed, folder):
    if variant.celery:
        task, arguments = "noop", []
    elif variant.pool == "green":
        task, arguments = "feeds.fetch", [page]
    else:
        task, arguments = "feeds.fingerprint", [feed]
    identity, envelope = message(task, arguments)
    key = f"celery-task-meta-{identity}"
    redis, watch = Redis(port), Redis(port)
    watch.ask("SUBSCRIBE", f"__keyspace@0__:{key}")
    redis.ask("LPUSH", "celery", envelope)
    command, environment = how_to_start(variant, f"redis://127.0.0.1:{port}/0", dist)
    log = folder / "worker.log"
    with log.open("wb") as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        watch.read()
        wall = time.perf_counter() - began
        cpu = tree_seconds(process.pid)
        stored = json.loads(redis.ask("GET", key))
        assert stored["status"] == "SUCCESS", stored
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        watch.close()
        redis.close()
    return Start(wall, cpu, child_seconds(log.read_text(errors="replace")))


def how_to_start(variant, url, dist):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GREENFORK_")}
    if variant.celery:
        environment |= {"BROKER": url, "PYTHONPATH": str(HERE)}
        worker = ["-A", "celery_noop", "worker", "-P", variant.pool, "-c", "2", "-l", "INFO"]
        return [stock_python(), "-m", "celery", *worker], environment
    environment |= {"GREENFORK_BROKER": url}
    if not variant.cache:
        environment["GREENFORK_AOT"] = "off"
    size = "100" if variant.pool == "green" else "2"
    tasks = dist / "examples" / "feed-hub-tasks.jar"
    return [dist / "bin" / "greenfork", "worker", "-P", variant.pool, "-c", size, "--tasks", tasks, "-l", "debug"], environment


def stock_python():
    """The newest Celery that the tests have installed."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "greenfork"
    found = sorted((venv for venv in cache.glob("venv-*/lib/python*/site-packages/celery-*.dist-info")), key=version)
    if not found:
        sys.exit("There is no stock Celery to compare with: run tests/celery/run once, or name the variants to measure.")
    return found[-1].parents[3] / "bin" / "python"


def version(info):
    return tuple(int(part) for part in re.findall(r"\d+", info.name))


def child_seconds(log):
    found = re.search(r"is ready as process \d+ after PT([\d.]+)S", log)
    return float(found[1]) if found else None
