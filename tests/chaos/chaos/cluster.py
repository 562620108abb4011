"""The world of the local cluster: the operator, two pools, a Redis, and a ledger beside it."""

import json
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path

from support.processes import await_that
from support.workers import TASKS

from . import kubectl, manifests, node, release, servers
from .ages import age
from .broker import Broker, Ledger
from .kubectl import Unanswered
from .load import TASK
from .manifests import POOLS, SIZE, Inside
from .oracle import PROBE_SECONDS
from .pods import Pods
from .world import Family

PATIENCE = 240


class Cluster:
    pace = 1.0
    probe_seconds = PROBE_SECONDS

    def __init__(self, folder, seed, restore=True):
        self._namespace = f"chaos-{seed}"
        self._inside = Inside(self._namespace)
        self._restore = restore
        self._rolls = 0
        self._folder = Path(folder)
        self.publishing = threading.Lock()
        self._operator = release.Operator()
        self._pods = None

    def start(self):
        self._operator.install(self._restore)
        self._apply(manifests.all_of(self._inside, TASKS.read_bytes(), (self._node(), self._data())))
        if not self._restore:
            self._apply([manifests.unrestored_script(self._inside)])
        for server in (servers.BROKER, servers.LEDGER):
            self._kubectl("rollout", "status", f"statefulset/{server}", "--timeout=60s", timeout=70)
        self.broker = Broker(f"redis://{self._address(servers.BROKER)}:{servers.PORTS[servers.BROKER]}/0", list(POOLS))
        self._pods = Pods(self._namespace, self._folder)
        # Not its Service's address: a readiness probe that is late on a busy node would take it away.
        ledger = self._pods.of_app(servers.LEDGER).address
        self.ledger = Ledger(f"{ledger}:{servers.PORTS[servers.LEDGER]}")
        self._apply(manifests.pools(self._inside, self._restore))
        await_that("all workers ready", lambda: len(self.workers()) == SIZE and self._pods.all_ready(), timeout=PATIENCE)

    def workers(self):
        return sorted(pod.name for pod in self._pods.workers() if not pod.ends and node.family(pod.uid))

    def size(self):
        return SIZE

    def age(self, worker):
        return age(self.family(worker).parent)

    def pools(self):
        return sorted(POOLS)

    def address(self, call):
        return TASK, call.queue

    def probed(self, pool):
        return TASK, pool

    def misplaced(self):
        return None

    def slots(self, pool):
        _, concurrency, replicas = POOLS[pool]
        return concurrency * replicas

    def family(self, worker):
        return node.family(self._pods.uid(worker)) or Family(0, ())

    def ran(self, host, process, parent):
        return host

    def delete(self, worker):
        self._kubectl("delete", "pod", worker, "--grace-period=0", "--force", "--wait=false")

    def roll(self, pool):
        self._rolls += 1
        roll = self._rolls
        patch = {"spec": {"env": manifests.environment(self._restore, roll)}}
        self._kubectl("patch", "workerpool", pool, "--type=merge", "-p", json.dumps(patch))

        def rolled():
            pods = self._pods.workers(pool)
            return len(pods) == POOLS[pool][2] and all(pod.roll >= roll and pod.ready for pod in pods)

        await_that(f"the workers of {pool} replaced", rolled, timeout=3 * PATIENCE)

    def restart_redis(self):
        self._signal_redis(signal.SIGKILL)
        await_that("Redis answers again", self.broker.answers, timeout=PATIENCE)

    def replace_redis(self):
        # It stands still until the kubelet kills it: told to end, it would end in good order.
        self._signal_redis(signal.SIGSTOP)
        old = self._pods.of_app(servers.BROKER)
        self._kubectl("delete", "pod", old.name, "--grace-period=1", "--wait=false")

        def replaced():
            return self._pods.uid(old.name) != old.uid and self.broker.answers()

        await_that("another pod of Redis answers", replaced, timeout=PATIENCE)

    def cut(self, worker):
        return node.cut(self._pods.uid(worker), servers.PORTS[servers.BROKER])

    def operator(self):
        return tuple(node.processes(self._pods.leader()))

    def api_server_stopped(self):
        return kubectl.api_server_stopped()

    def close(self):
        if self._pods:
            self._pods.close()
        with suppress(Unanswered):
            kubectl.kubectl("-n", self._namespace, "delete", "workerpools", "--all", "--wait=false")
            kubectl.kubectl("-n", self._namespace, "delete", "pods", "--all", "--grace-period=0", "--force", "--wait=false")
            kubectl.kubectl("delete", "namespace", self._namespace, f"--timeout={PATIENCE}s", timeout=PATIENCE + 10)
            kubectl.kubectl("delete", "persistentvolume", servers.volume(self._inside), "--wait=false")
        self._operator.close()

    def _signal_redis(self, number):
        for process in node.processes(self._pods.of_app(servers.BROKER).uid):
            os.kill(process, number)

    def _node(self):
        """A scheduler that misses that a pod went ends itself when it sees another one of the same name nowhere yet."""
        return self._kubectl("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}")

    def _data(self):
        """Where the broker keeps its data, for pods to come."""
        folder = self._folder / "broker"
        folder.mkdir(parents=True)
        os.chown(folder, servers.USER, servers.USER)
        return folder

    def _address(self, service):
        return self._kubectl("get", "service", service, "-o", "jsonpath={.spec.clusterIP}")

    def _apply(self, objects):
        kubectl.kubectl("apply", "-f", "-", stdin=manifests.text(objects))

    def _kubectl(self, *arguments, **rest):
        return kubectl.kubectl("-n", self._namespace, *arguments, **rest)
