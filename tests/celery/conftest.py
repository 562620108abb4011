"""Fixtures: a Redis and one worker of each pool that most tests share, and the means to start others."""

import functools
import itertools
import signal

import pytest
from support import dead_letters, workers
from support.processes import await_that
from support.redis_server import RedisServer
from support.sender import Sender
from support.split import RULES, SplitPools

RUNNING = pytest.StashKey[list]()


def pytest_addoption(parser):
    parser.addoption("--worker", choices=sorted(workers.KINDS), default="greenfork", help="whose worker is tested")


def pytest_configure(config):
    # Where this was started in the background of a script, SIGINT is ignored, and all that is started from here would ignore it too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    config.addinivalue_line("markers", "greenfork_only: says something about Greenfork that a stock worker does not do")
    config.addinivalue_line("markers", "split_too: runs against both types of pool at one queue, too")
    config.addinivalue_line("markers", "slow(seconds): takes this long, so that it starts before the others")
    config.stash[RUNNING] = []
    if config.getoption("--worker") == "greenfork" and not (workers.GREENFORK.exists() and workers.TASKS.exists()):
        raise pytest.UsageError(f"no {workers.GREENFORK} or no {workers.TASKS}: build them with `make dist`")


def pytest_generate_tests(metafunc):
    """Nearly all tests run against either type of pool, and those whose messages a split could change against both at one queue."""
    own = any(mark.args[0] == "pool" for mark in metafunc.definition.iter_markers("parametrize"))
    if "pool" in metafunc.fixturenames and not own:
        split = metafunc.definition.get_closest_marker("split_too") and metafunc.config.getoption("--worker") == "greenfork"
        metafunc.parametrize("pool", ["green", "prefork", *(["split"] if split else [])], indirect=True)


def pytest_collection_modifyitems(config, items):
    if config.getoption("--worker") == "python":
        without = [item for item in items if item.get_closest_marker("greenfork_only")]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]
    for item in items:
        if "worker" in item.fixturenames:  # those of a module on a shared worker stay together
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}-{item.callspec.params['pool']}"))
    items.sort(key=seconds, reverse=True)


def seconds(item):
    """How long it takes, where that is long: such a test starts first, or it would be the last one running."""
    mark = item.get_closest_marker("slow")
    return mark.args[0] if mark else 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        for process in item.config.stash[RUNNING]:
            lines = process.log_text().splitlines()[-30:]
            report.sections.append((f"output of {process.name}", "\n".join(lines)))
    return report


@pytest.fixture(scope="session")
def kind(pytestconfig):
    return pytestconfig.getoption("--worker")


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory):
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture
def own_redis(tmp_path):
    """Starts a Redis for one test, with options; for tests that hurt it or need it empty."""
    started = []

    def start(*options):
        started.append(RedisServer(tmp_path, *options))
        return started[-1]

    yield start
    for server in started:
        server.stop()


class Workers:
    """Starts workers and ends them."""

    def __init__(self, config, folder, server):
        self._running = config.stash[RUNNING]
        self._kinds = workers.KINDS
        self._kind = config.getoption("--worker")
        self._folder = folder
        self._server = server
        self._numbers = itertools.count(1)
        self._mine = []

    def start(self, pool="green", queues="celery", server=None, kind=None, **settings):
        if pool == "split":
            return SplitPools(*(self.start(each, queues, server, kind, **settings) for each in ("green", "prefork")))
        url = (server or self._server).url()
        wanted = workers.Settings(pool, queues, **({"broker": url, "results": url} | settings))
        name = f"{pool}-{queues.replace(',', '-')}-{next(self._numbers)}"
        worker = self._kinds[kind or self._kind](name, wanted, self._folder)
        self._mine.append(worker)
        self._running.append(worker)
        return worker

    def close(self):
        """Ends all together and returns them."""
        for worker in self._mine:
            worker.ask_to_end()
        for worker in self._mine:
            worker.stop()
            self._running.remove(worker)
        return self._mine


@pytest.fixture
def pool(request):
    return request.param


@pytest.fixture(scope="session")
def shared_workers(kind, redis_server, tmp_path_factory, pytestconfig):
    """By pool: the worker that most tests share, started by the first of them, good until the last."""
    started = Workers(pytestconfig, tmp_path_factory.mktemp("shared"), redis_server)
    flags = ["--log-format", "json"] if kind == "greenfork" else []
    concurrency = {"green": 100, "prefork": 2, "split": 2}

    @functools.cache
    def shared(pool):
        queue = f"shared-{pool}"
        if pool == "split":
            with redis_server.client() as client:  # so that workflows go to and fro
                client.hset("greenfork:rules", mapping={"rules": RULES, "version": 1})
        return started.start(pool, queues=queue, default_queue=queue, concurrency=concurrency[pool], flags=flags)

    yield shared
    assert [worker.name for worker in started.close() if worker.process.returncode != 0] == []


@pytest.fixture
def worker(shared_workers, pool, redis_server):
    worker = shared_workers(pool)
    yield worker
    assert worker.runs(), "the worker ended"
    with redis_server.client() as client:
        await_that("every delivery settled", lambda: not list(client.scan_iter("greenfork:deliveries:*")))
        assert client.exists(f"shared-{pool}", *(f"shared-{pool}.{part}" for part in ("green", "prefork", "parked"))) == 0
        client.delete(*dead_letters.keys(f"shared-{pool}"))


@pytest.fixture
def sender(worker, pool, redis_server):
    """A stock client of the shared worker's queue."""
    with Sender(redis_server.url(), queue=f"shared-{pool}") as sender:
        yield sender


@pytest.fixture
def start_worker(redis_server, tmp_path, pytestconfig):
    """Starts workers for one test: start_worker(pool, queues=..., concurrency=..., flags=[...])."""
    started = Workers(pytestconfig, tmp_path, redis_server)
    yield started.start
    started.close()


@pytest.fixture
def client_of(redis_server):
    """Makes a stock client for a queue of one test: client_of("queue")."""
    opened = []

    def make(queue, server=None, **settings):
        opened.append(Sender(queue=queue, **({"url": (server or redis_server).url()} | settings)))
        return opened[-1]

    yield make
    for sender in opened:
        sender.close()
