"""The processes of pods, where the node is this machine: a container's control group is named after its pod's UID."""

import subprocess
from contextlib import contextmanager
from pathlib import Path

from .world import Family

_TABLE = "greenfork-chaos"
_PAUSE = "/pause"


def processes(uid):
    """By process number the parent's, of all but the one that holds the pod's network."""
    found = {pid: _parent(pid) for pid in _in_pod(uid) if _program(pid) != _PAUSE}
    return {pid: parent for pid, parent in found.items() if parent is not None}


def family(uid):
    """The worker of a pod and its children, or None where it does not run."""
    found = processes(uid)
    firsts = [pid for pid, parent in found.items() if parent not in found]
    if len(firsts) != 1:
        return None
    return Family(firsts[0], tuple(sorted(pid for pid, parent in found.items() if parent == firsts[0])))


@contextmanager
def cut(uid, port):
    """Meanwhile nothing passes between the pod and that port, of whomever, and nobody is told."""
    pauses = [pid for pid in _in_pod(uid) if _program(pid) == _PAUSE]
    rules = f"""table ip {_TABLE} {{
        chain out {{ type filter hook output priority 0; tcp dport {port} drop; }}
        chain in {{ type filter hook input priority 0; tcp sport {port} drop; }}
    }}"""
    if pauses:
        _nft(pauses[0], "-f", "-", rules=rules)
    try:
        yield
    finally:
        if pauses and Path(f"/proc/{pauses[0]}").exists():
            _nft(pauses[0], "delete", "table", "ip", _TABLE)


def _nft(process, *arguments, rules=None):
    command = ["nsenter", "--target", str(process), "--net", "nft", *arguments]
    # A pod that was deleted meanwhile took the rules along.
    subprocess.run(command, input=rules, text=True, check=rules is not None, capture_output=True, timeout=20)


def _in_pod(uid):
    names = (uid, uid.replace("-", "_"))
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            groups = _read(entry / "cgroup")
            if any(name in groups for name in names):
                yield int(entry.name)


def _parent(pid):
    """None where it has ended."""
    stat = _read(Path(f"/proc/{pid}/stat"))
    state, parent = stat.rpartition(")")[2].split()[:2] if stat else ("Z", "0")
    return None if state == "Z" else int(parent)


def _program(pid):
    return _read(Path(f"/proc/{pid}/cmdline")).split("\0")[0]


def _read(file):
    try:
        return file.read_text(errors="replace")
    except OSError:
        return ""
