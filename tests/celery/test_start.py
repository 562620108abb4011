"""When the launcher uses an AOT cache, and when it has one made.

No JVM is started: a stand-in for Java writes down what it was started with and makes empty caches.
"""

import os
import shutil
import subprocess

import pytest
from support.processes import await_that, environment
from support.workers import GREENFORK

pytestmark = pytest.mark.greenfork_only

JAVA = """\
#!/bin/bash
echo "$*" >>"$JAVA_LOG"
while (($# > 0)); do
  if [ "$1" = --cache ]; then
    echo baked >>"$JAVA_LOG.bakes"
    [ ! -e "$JAVA_LOG.fail" ] || exit 1
    sleep "$(cat "$JAVA_LOG.slow" 2>/dev/null || echo 0)"
    echo cache >"$2"
  fi
  shift
done
"""


class Installation:
    """A distribution of empty jars with a stand-in for Java."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "greenfork"
        self.cache = self.home / "cache"
        self.tasks = folder / "tasks.jar"
        self.java = folder / "jdk"
        for directory in (self.home / "lib" / "local", self.home / "bin", self.cache, self.java / "bin"):
            directory.mkdir(parents=True)
        for script in ("greenfork", "cache.sh"):
            shutil.copy(GREENFORK.parent / script, self.home / "bin")
        for file in (self.home / "lib" / "a.jar", self.home / "lib" / "b.jar", self.home / "jvm.args", self.tasks):
            file.write_text("one")
        (self.java / "release").write_text('JAVA_VERSION="25.0.3"\n')
        (self.java / "bin" / "java").write_text(JAVA.replace("$JAVA_LOG", str(folder / "java.log")))
        (self.java / "bin" / "java").chmod(0o755)

    def run(self, *arguments, **variables):
        command = [self.home / "bin" / "greenfork", *arguments]
        env = environment(JAVA_HOME=str(self.java), **variables)
        return subprocess.run(command, env=env, cwd=self.folder, capture_output=True, text=True, timeout=30)

    def start(self, *arguments, aot="use", **variables):
        """The cache that a worker is started from, by its name; None for none."""
        (self.folder / "java.log").unlink(missing_ok=True)
        done = self.run("worker", *(arguments or ("--tasks", self.tasks)), GREENFORK_AOT=aot, **variables)
        assert done.returncode == 0, done.stderr
        starts = [line for line in (self.folder / "java.log").read_text().splitlines() if " --cache " not in line]
        flags = [word.rpartition("/")[2] for word in starts[0].split() if word.startswith("-XX:AOTCache=")]
        return flags[0] if flags else None

    def bake(self, *arguments):
        return self.run("bake", *(arguments or ("--tasks", self.tasks)))

    def bakes(self):
        log = self.folder / "java.log.bakes"
        return len(log.read_text().splitlines()) if log.exists() else 0


@pytest.fixture
def installation(tmp_path):
    return Installation(tmp_path)


def own(installation):
    return f"tasks-{str(installation.tasks).replace('/', '_')}.aot"


def test_starts_from_the_cache_of_its_task_jars_else_from_that_of_the_runtime(installation):
    assert installation.start() is None
    installation.bake("--tasks=")
    assert installation.start() == "runtime.aot"
    installation.bake()
    assert installation.start() == own(installation)
    assert installation.start("--tasks", "./tasks.jar") == own(installation)
    assert installation.start("-P", "green") == "runtime.aot"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda it: it.tasks.write_text("other"), id="another size"),
        pytest.param(lambda it: os.utime(it.tasks, (1, 1)), id="another time"),
        pytest.param(lambda it: os.replace(shutil.copy(it.java / "release", it.folder / "new"), it.tasks), id="another file"),
    ],
)
def test_a_changed_task_jar_leaves_the_cache_of_the_runtime(installation, change):
    installation.bake("--tasks=")
    installation.bake()
    change(installation)
    assert installation.start() == "runtime.aot"
    installation.bake()
    assert installation.start() == own(installation)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda it: (it.home / "lib" / "a.jar").write_text("other"), id="a jar of the runtime"),
        pytest.param(lambda it: (it.home / "lib" / "c.jar").write_text("new"), id="one jar more"),
        pytest.param(lambda it: (it.home / "lib" / "b.jar").unlink(), id="one jar less"),
        pytest.param(lambda it: (it.java / "release").write_text('JAVA_VERSION="25.0.4"\n'), id="another JDK"),
        pytest.param(lambda it: (it.home / "jvm.args").write_text("-XX:+UseG1GC"), id="other flags"),
    ],
)
def test_a_changed_runtime_leaves_no_cache(installation, change):
    installation.bake("--tasks=")
    installation.bake()
    change(installation)
    assert installation.start() is None
    installation.bake()
    assert installation.start() == own(installation)


def test_options_that_shape_classes_or_objects_have_caches_of_their_own(installation):
    installation.bake()
    assert installation.start(GREENFORK_JAVA_OPTS="-Xmx1g -Dx=y -XX:TieredStopAtLevel=1") == own(installation)
    assert installation.start(GREENFORK_JAVA_OPTS="-XX:-UseCompactObjectHeaders") is None
    assert installation.start(aot="off") is None


def test_a_worker_without_a_fitting_cache_has_one_made_once_and_does_not_wait_for_it(installation):
    (installation.folder / "java.log.slow").write_text("1")
    assert [installation.start(aot="auto") for _ in range(4)] == [None] * 4
    await_that("the cache", lambda: (installation.cache / own(installation)).with_suffix(".stamp").exists())
    assert installation.bakes() == 1
    assert installation.start(aot="auto") == own(installation)


def test_a_cache_that_cannot_be_made_is_not_tried_at_each_start(installation):
    (installation.folder / "java.log.fail").touch()
    for _ in range(3):
        assert installation.start(aot="auto") is None
        await_that("the failure", lambda: list(installation.cache.glob("*.failed")))
    assert installation.bakes() == 1
    (installation.folder / "java.log.fail").unlink()
    installation.bake()
    assert installation.start() == own(installation)


def test_a_jar_that_changes_while_the_cache_is_made_leaves_none(installation):
    (installation.folder / "java.log.slow").write_text("0.5")
    baking = subprocess.Popen(
        [installation.home / "bin" / "greenfork", "bake", "--tasks", installation.tasks],
        env=environment(JAVA_HOME=str(installation.java)),
    )
    await_that("the training", installation.bakes)
    installation.tasks.write_text("changed meanwhile")
    assert baking.wait(20) == 0
    assert installation.start() is None


def test_caches_of_old_sets_of_task_jars_are_forgotten(installation):
    for number in range(6):
        (installation.folder / f"{number}.jar").write_text("x")
        installation.bake("--tasks", installation.folder / f"{number}.jar")
    kept = sorted(file.stem.removesuffix(".jar")[-1] for file in installation.cache.glob("tasks-*.aot"))
    assert kept == ["2", "3", "4", "5"], kept


def test_an_installation_that_cannot_be_written_starts_without(installation):
    if os.geteuid() == 0:
        installation.cache.rmdir()  # root may write anywhere
    else:
        installation.cache.chmod(0o555)
    assert installation.start(aot="auto") is None
    assert installation.bakes() == 0
