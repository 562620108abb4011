"""A Java program of this folder, run from its source with the client of the distribution."""

import subprocess

from .task_jar import java_home
from .workers import DIST, HERE


def run(program, *arguments):
    """What it prints."""
    command = [f"{java_home()}/bin/java", "-XX:TieredStopAtLevel=1", "-cp", DIST / "lib" / "*", HERE / "support" / f"{program}.java"]
    ended = subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()
