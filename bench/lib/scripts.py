"""The scripts of worker-runtime/broker as a worker sends them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "worker-runtime/broker/src/main"
FOLDER = ROOT / "resources/dev/greenfork/broker/redis"
ENUM = ROOT / "java/dev/greenfork/broker/redis/Script.java"


def script(name):
    """The text of a constant of Script.java, joined from its parts."""
    [parts] = re.findall(rf"^  {name}\(([^)]*)\)", ENUM.read_text(), re.MULTILINE)
    return "\n".join((FOLDER / f"{part}.lua").read_text() for part in re.findall(r'"(\w+)"', parts))
