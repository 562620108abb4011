"""What was measured on: processors, load, versions."""

import os
import platform
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASKED = {
    "redis": ["redis-server", "--version"],
    "java": [ROOT / "tools/find-jdk"],
    "node": ["node", "--version"],
    "go": ["go", "version"],
    "commit": ["git", "-C", ROOT, "describe", "--always", "--dirty", "--abbrev=10"],
}


def load():
    return os.getloadavg()[0]


def described():
    """A dictionary for the report; what is not there is left out."""
    model = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = next(int(line.split()[1]) for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    found = {"processors": f"{os.cpu_count()} x {model[0] if model else platform.machine()}", "memory": f"{memory >> 20} GiB"}
    found |= {"kernel": platform.release(), "python": platform.python_version()}
    for name, command in ASKED.items():
        if answer := said(command):
            found[name] = answer
    if "java" in found:
        found["java"] = java_version(Path(found["java"]))
    return found


def said(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def java_version(home):
    lines = dict(line.split("=", 1) for line in (home / "release").read_text().splitlines() if "=" in line)
    return lines.get("JAVA_RUNTIME_VERSION", lines.get("JAVA_VERSION", "?")).strip('"')
