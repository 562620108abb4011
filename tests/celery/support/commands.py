"""Commands that run to their end."""

import subprocess
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
