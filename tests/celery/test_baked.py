"""Workers that run from an AOT cache: that they do, and that they run the classes that their jars hold now."""

import shutil
import signal
import subprocess

import pytest
from support import task_jar, workers
from support.processes import Running, await_that, environment, free_port
from support.workers import DIST, GREENFORK

# A bake takes 8 s of processor time, and several tests run at once.
pytestmark = [pytest.mark.greenfork_only, pytest.mark.timeout(240)]


def gauge(worker, name):
    lines = [line for line in worker.get("/metrics")[1].splitlines() if line.startswith(name + " ")]
    return float(lines[0].split()[1])


def end(worker):
    worker.signal(signal.SIGTERM)
    assert worker.await_exit(20) == 0


class Copy(workers.GreenforkWorker):
    """A worker of a copy of the distribution."""

    def __init__(self, home, tasks, broker, folder, queue, pool="green"):
        settings = workers.Settings(pool, queue, broker, None, tasks=tasks)
        original, workers.GREENFORK = workers.GREENFORK, home / "bin" / "greenfork"
        try:
            super().__init__(f"{queue}@here", settings, folder)
        finally:
            workers.GREENFORK = original


class Image(workers.GreenforkWorker):
    """A worker that is started as in an image: from an argument file."""

    def __init__(self, arguments, broker, folder, queue):
        self.http = f"http://127.0.0.1:{(port := free_port())}"
        command = [f"{task_jar.java_home()}/bin/java", f"@{arguments}", "-Q", queue, "--broker", broker, "--http-port", port]
        Running.__init__(self, f"image-{queue}", command, folder, environment())
        self.await_ready(lambda: self.get("/readyz")[0] == 200)


@pytest.fixture
def copy(tmp_path):
    """A copy in which caches hold for the copied files, and may be broken without harm."""
    home = tmp_path / "greenfork"
    shutil.copytree(GREENFORK.parent.parent, home, ignore=shutil.ignore_patterns("cache", "local", "examples"))
    return home


def bake(command):
    baked = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=200)
    assert baked.returncode == 0, baked.stderr


@pytest.mark.slow(20)
def test_a_worker_and_its_children_run_from_the_cache_and_say_so(copy, redis_server, tmp_path):
    bake([copy / "bin" / "greenfork", "bake"])
    worker = Copy(copy, workers.TASKS, redis_server.url(), tmp_path, "cached", "prefork")
    assert gauge(worker, "greenfork_aot_cache_in_use") == 1
    await_that("children from the cache", lambda: gauge(worker, "greenfork_children_with_aot_cache") == 2)
    end(worker)
    cache = copy / "cache" / "runtime.aot"
    cache.write_bytes(cache.read_bytes()[:1_000_000])
    broken = Copy(copy, workers.TASKS, redis_server.url(), tmp_path, "broken")
    assert gauge(broken, "greenfork_aot_cache_in_use") == 0
    assert "does not use the AOT cache" in broken.log_text()
    end(broken)


@pytest.mark.slow(30)
def test_a_jar_that_has_changed_runs_its_new_classes_before_and_after_the_next_bake(copy, redis_server, client_of, tmp_path):
    # Java 25.0.3 itself runs the old ones from a cache that was made for a jar of the same name.
    jar = tmp_path / "changing.jar"
    sender = client_of("changing")
    baking = [copy / "bin" / "greenfork", "bake", "--tasks", jar]

    def version():
        worker = Copy(copy, jar, redis_server.url(), tmp_path, sender.queue)
        result = sender.app.signature("changing.version").delay().get(timeout=20)
        cached = gauge(worker, "greenfork_aot_cache_in_use")
        end(worker)
        return result, cached

    task_jar.write(jar, "one", tmp_path)
    bake(baking)
    assert version() == ("one", 1)
    size = jar.stat().st_size
    task_jar.write(jar, "two", tmp_path)
    assert jar.stat().st_size == size
    assert version() == ("two", 0)
    bake(baking)
    assert version() == ("two", 1)


@pytest.mark.slow(20)
def test_an_image_with_several_task_jars_runs_from_its_cache_in_whatever_order_a_folder_lists_them(redis_server, client_of, tmp_path):
    tasks, cache = tmp_path / "tasks", tmp_path / "app.aot"
    tasks.mkdir()
    shutil.copy(workers.TASKS, tasks)
    task_jar.write(tasks / "changing.jar", "of two jars", tmp_path)
    library = ":".join(sorted(str(jar) for jar in (DIST / "lib").glob("*.jar")))
    flags = [line for line in (DIST / "jvm.args").read_text().splitlines() if not line.startswith("#")]
    baking, working = tmp_path / "bake.args", tmp_path / "worker.args"
    common = ["-cp", f"{library}:{tasks}/*", "dev.greenfork.cli.Greenfork"]
    baking.write_text("\n".join([*flags, *common, "bake", "--cache", str(cache), "--arguments", str(working)]))
    working.write_text("\n".join([*flags, "-XX:AOTMode=auto", f"-XX:AOTCache={cache}", *common, "worker"]))

    bake([f"{task_jar.java_home()}/bin/java", f"@{baking}"])

    sender = client_of("of-an-image")
    other_order = ":".join(sorted((str(jar) for jar in tasks.iterdir()), reverse=True))
    started = working.read_text()
    assert f"{library}:{tasks}/changing.jar:{tasks}/conformance.jar:{tasks}/*" in started
    working.write_text(started.replace(f"{tasks}/*", other_order))
    worker = Image(working, redis_server.url(), tmp_path, sender.queue)
    assert gauge(worker, "greenfork_aot_cache_in_use") == 1
    assert sender.app.signature("changing.version").delay().get(timeout=20) == "of two jars"
    assert sender.call("add", 1, 2) == 3
    end(worker)
