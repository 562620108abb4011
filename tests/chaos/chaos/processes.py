"""The world of plain processes: workers on this machine, each behind a proxy, started again when they end."""

import contextlib
import socket
import threading
import time
from pathlib import Path

from support.processes import Running, await_that, children_of, environment
from support.redis_server import RedisServer
from support.workers import GREENFORK, TASKS

from . import unrestored
from .ages import age
from .broker import Broker, Ledger
from .load import COMPUTES, TASK, WAITS
from .oracle import PROBE_SECONDS
from .proxy import Proxy
from .world import Family

POOLS = {WAITS: ("green", 20, 3), COMPUTES: ("prefork", 2, 2)}  # type, concurrency, workers
SIZE = sum(count for _, _, count in POOLS.values())
DURABLE = ("--appendonly", "yes", "--appendfsync", "always")
PATIENCE = 120
RESTART_AFTER = 1.0  # a kubelet starts a container again at once the first time, and then takes longer


class Processes:
    pace = 1.0
    probe_seconds = PROBE_SECONDS
    settings = POOLS
    queues = (WAITS, COMPUTES)  # all in which messages may wait

    def __init__(self, folder, restore=True):
        self._folder = Path(folder)
        self._options = [] if restore else [_without_restore(self._folder)]
        self.publishing = threading.Lock()
        self._lock = threading.Lock()
        self._rolling = threading.Lock()
        self._servers = []
        self._numbers = dict.fromkeys(self.settings, 0)
        self._pids = {}  # of all workers that ever ran, with their pools
        self._workers = {}

    def start(self):
        self._redis = RedisServer(_new(self._folder / "broker"), *DURABLE)
        self._servers.append(self._redis)
        self.broker = Broker(self._redis.url(), list(self.queues))
        ledger = RedisServer(_new(self._folder / "ledger"))
        self._servers.append(ledger)
        self.ledger = Ledger(f"127.0.0.1:{ledger.port}")
        for pool in self.settings:
            self._fill(pool)
        await_that("all workers ready", lambda: all(worker.ready() for worker in self._all()), timeout=PATIENCE)

    def workers(self):
        return sorted(worker.name for worker in self._all() if worker.runs())

    def pools(self):
        return sorted(self.settings)

    def address(self, call):
        return TASK, call.queue

    def probed(self, pool):
        return TASK, pool

    def served(self, pool):
        """The queue from which a pool takes."""
        return pool

    def misplaced(self):
        return None

    def slots(self, pool):
        _, concurrency, count = self.settings[pool]
        return concurrency * count

    def family(self, worker):
        parent = self._workers[worker].pid()
        with contextlib.suppress(FileNotFoundError):  # it ended meanwhile
            return Family(parent, tuple(sorted(children_of(parent))))
        return Family(parent, ())

    def size(self):
        return SIZE

    def age(self, worker):
        return age(self._workers[worker].pid())

    def ran(self, host, process, parent):
        for worker in self._all():
            if worker.pid() in (process, parent):
                return worker.name
        return None

    def roll(self, pool):
        with self._rolling:
            old = [worker for worker in self._all() if worker.pool == pool]
            new = [self._add(pool) for _ in old]
            await_that("the new workers ready", lambda: all(worker.ready() for worker in new), timeout=PATIENCE)
            self._retire(old)

    @contextlib.contextmanager
    def emptied(self, pool):
        """Meanwhile the pool has no worker."""
        with self._rolling:
            old = [worker for worker in self._all() if worker.pool == pool]
            self._retire(old)
            yield
            self._fill(pool)
            await_that("the workers ready", lambda: all(worker.ready() for worker in self._all() if worker.runs()), timeout=PATIENCE)

    def restart_redis(self):
        self._redis.kill()
        self._redis.restart()

    def cut(self, worker):
        return self._workers[worker].proxy.silent()

    def refuse(self, worker):
        return self._workers[worker].proxy.refusing()

    @property
    def port(self):
        return self._redis.port

    def launch(self, worker, command):
        options = " ".join(["-XX:TieredStopAtLevel=1", *self._options])
        running = Running(worker.name, command, self._folder, environment(GREENFORK_JAVA_OPTS=options))
        self._pids[running.pid] = worker.pool
        return running

    def close(self):
        for worker in self._all():
            worker.retire()
        for worker in self._all():
            worker.close()
        for server in self._servers:
            server.stop()

    def _all(self):
        with self._lock:
            return list(self._workers.values())

    def _command(self, name, pool):
        type, concurrency, _ = self.settings[pool]
        return ["-P", type, "-c", concurrency, "-Q", self.served(pool), "-n", f"{name}@here"]

    def _fill(self, pool):
        for _ in range(self.settings[pool][2]):
            self._add(pool)

    def _retire(self, workers):
        for worker in workers:
            worker.retire()
        await_that("the old workers gone", lambda: all(worker.gone() for worker in workers), timeout=PATIENCE)
        with self._lock:
            for worker in workers:
                del self._workers[worker.name]

    def _add(self, pool):
        with self._lock:
            if len(self._workers) >= 2 * SIZE:
                raise RuntimeError(f"too many workers run: {sorted(self._workers)}")
            self._numbers[pool] += 1
            name = f"{pool}-{self._numbers[pool]}"
            worker = _Worker(name, pool, self._command(name, pool), self)
            self._workers[name] = worker
            return worker


class _Worker:
    """A worker with its proxy, and a thread that starts it again until it is retired."""

    def __init__(self, name, pool, command, world):
        self.name, self.pool = name, pool
        self.proxy = Proxy(world.port)
        self._world, self._command = world, command
        self._retiring = False
        self._lock = threading.Lock()  # between being retired and being started again
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._http = free.getsockname()[1]
        self._running = None
        self._started = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name=f"keeper-{name}", daemon=True)
        self._keeper.start()
        self._started.wait(10)

    def pid(self):
        return self._running.pid

    def runs(self):
        return self._running.process.poll() is None

    def ready(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self._http), timeout=2) as asking:
            asking.sendall(b"GET /readyz HTTP/1.0\r\n\r\n")
            return b" 200 " in asking.recv(100)
        return False

    def retire(self):
        with self._lock:
            self._retiring = True
            self._running.ask_to_end()

    def gone(self):
        """Whether it has ended for good."""
        return not self._keeper.is_alive()

    def close(self):
        self._keeper.join(40)
        if self.runs():
            self._running.kill()
        self.proxy.close()

    def _keep(self):
        while True:
            with self._lock:
                if self._retiring:
                    self.proxy.close()
                    return
                self._running = self._start()
            self._started.set()
            self._running.process.wait()
            time.sleep(RESTART_AFTER)

    def _start(self):
        # Killed by the kernel with the thread that started it: whatever becomes of the suite, no worker outlives it.
        command = ["setpriv", "--pdeathsig", "KILL", GREENFORK, "worker", *self._command]
        command += ["--broker", f"redis://127.0.0.1:{self.proxy.port}/0?socket_timeout=2", "--tasks", TASKS]
        command += ["--http-port", self._http, "--drain-timeout", "30s"]
        return self._world.launch(self, command)


def _new(folder):
    folder.mkdir(parents=True)
    return folder


def _without_restore(folder):
    """The option by which restore moves nothing."""
    replaced = folder / "without-restore" / unrestored.SCRIPT
    replaced.parent.mkdir(parents=True)
    replaced.write_text(unrestored.script())
    return unrestored.option(folder / "without-restore")
