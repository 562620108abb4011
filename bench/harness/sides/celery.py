"""Stock Celery's workers: late acknowledgement, else as the manual advises."""

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from worker import await_true

from ..machine import ROOT
from ..model import Wrong

TASKS = ROOT / "bench/peers/celery"


@contextlib.contextmanager
def celery(port, pool, slots, prefetch=4):
    """A ready worker. Its manual advises 50 to 150 messages to be prefetched for each process where tasks are short."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GREENFORK_", "CELERY_"))}
    environment |= {"BROKER": f"redis://127.0.0.1:{port}/0", "PYTHONPATH": str(TASKS), "PREFETCH": str(prefetch)}
    command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "tasks", "worker", "-P", pool, "-c", str(slots)]
    command += ["-n", "celery@bench", "-l", "WARNING"]
    with tempfile.TemporaryDirectory(prefix="gf-bench-") as folder, Path(folder, "log").open("w+") as log:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            yield [process.pid]
        except Wrong:
            log.seek(0)
            print(log.read()[-2000:], file=sys.stderr)
            raise
        finally:
            end(process)


def end(process):
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)

