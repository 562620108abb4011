"""Commands that run to their end."""

import subprocess
import sys
from dataclasses import dataclass

from .processes import environment
from .workers import GREENFORK


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


def greenfork(*arguments, timeout=30, **variables):
    """Runs `greenfork ARGUMENTS` with these environment variables."""
    command = [str(part) for part in (GREENFORK, *arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment(**variables))
    return Ended(done.returncode, done.stdout, done.stderr)


def celery(url, *arguments, timeout=60):
    """Runs the stock command line: `celery -b URL ARGUMENTS`."""
    command = [sys.executable, "-m", "celery", "-b", url, "--result-backend", url, "--no-color", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment())
    return Ended(done.returncode, done.stdout, done.stderr)
