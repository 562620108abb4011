"""The local cluster: its kubectl, its API server's process."""

import json
import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CLUSTER = ROOT / "deploy" / "local" / "cluster"
SYSTEM = "greenfork-system"


class Unanswered(Exception):
    """kubectl failed: what it said."""


def kubectl(*arguments, stdin=None, timeout=60):
    """What it prints."""
    try:
        command = [str(CLUSTER), "kubectl", *arguments]
        done = subprocess.run(command, input=stdin, text=True, capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired as late:
        raise Unanswered(f"kubectl {' '.join(arguments)}: no answer within {timeout} s") from late
    if done.returncode:
        raise Unanswered(f"kubectl {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def items(*arguments, timeout=10):
    return json.loads(kubectl("get", *arguments, "-o", "json", timeout=timeout))["items"]


def data_folder():
    """Where the cluster keeps its files."""
    path = subprocess.run([str(CLUSTER), "kubeconfig", "--path"], text=True, capture_output=True, check=True).stdout
    return Path(path.strip()).parent


@contextmanager
def api_server_stopped():
    """Ends the API server's process; at the end `cluster up` starts what does not run."""
    process = int((data_folder() / "process" / "kube-apiserver").read_text().split()[0])
    if b"kube-apiserver" not in Path(f"/proc/{process}/cmdline").read_bytes():
        raise RuntimeError(f"process {process} is not the API server: is the local cluster up?")
    os.kill(process, signal.SIGTERM)
    # It lingers while clients are connected; a server that has crashed does not.
    end = time.monotonic() + 3
    while Path(f"/proc/{process}").exists():
        if time.monotonic() > end:
            os.kill(process, signal.SIGKILL)
            end = float("inf")
        time.sleep(0.05)
    try:
        yield
    finally:
        subprocess.run([str(CLUSTER), "up"], check=True, timeout=180, capture_output=True)
