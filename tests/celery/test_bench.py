"""`bench/run` at a tiny size: every side is measured and checked, and what it writes can be read."""

import json
import subprocess

import pytest
from support.processes import environment
from support.workers import DIST, HERE

RUN = HERE.parent.parent / "bench/run"
pytestmark = [pytest.mark.greenfork_only, pytest.mark.slow(30)]


def bench(folder, *arguments):
    command = [RUN, "-r", "1", "--scale", "0.005", "--dist", DIST, "--out", folder, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=80)


def test_a_tiny_run_measures_each_side_and_writes_table_picture_and_samples(tmp_path):
    ended = bench(tmp_path, "--sides", "limit/greenfork green/celery solo", "no-op")
    assert ended.returncode == 0, ended.stderr
    [seen] = json.loads((tmp_path / "results.json").read_text())["benchmarks"]
    wanted = ["limit", "limit, split", "Greenfork green", "Greenfork green, split", "Celery solo"]
    assert [run["side"] for run in seen["runs"]] == wanted
    assert all(run["values"]["rate"] > 0 and run["values"]["redis"] > 0 for run in seen["runs"]), seen["runs"]
    assert seen["runs"][2]["values"]["tasks"] == 1000
    table = (tmp_path / "results.md").read_text()
    assert all(f"| {side} " in table for side in wanted) and table in ended.stdout
    assert all(f">{side}</text>" in (tmp_path / "no-op.svg").read_text() for side in wanted)


def test_an_unknown_benchmark_is_refused_with_the_names_of_those_that_there_are(tmp_path):
    ended = bench(tmp_path, "no-operation")
    assert ended.returncode == 2
    assert "there is no benchmark no-operation; there are no-op" in ended.stderr
