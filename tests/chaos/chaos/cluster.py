"""The world of the local cluster: the operator, two pools, a Redis, and a ledger beside it."""

import json
import os
import threading
from contextlib import suppress
from pathlib import Path

from support.processes import await_that
from support.workers import TASKS

from . import kubectl, manifests, node
from .broker import Broker, Ledger
from .kubectl import Unanswered
from .manifests import BROKER_PORT, LEDGER_PORT, POOLS
from .pods import Pods
from .world import Family

PATIENCE = 120


class Cluster:
    def __init__(self, folder, seed):
        self._namespace = f"chaos-{seed}"
        self._rolls = 0
        self._folder = Path(folder)
        self.publishing = threading.Lock()
        self._uninstall = lambda: None
        self._pods = None

    def start(self):
        self._uninstall = kubectl.install_operator()
        self._apply(manifests.all_of(self._namespace, TASKS.read_bytes()))
        for server in ("redis", "ledger"):
            self._kubectl("rollout", "status", f"deployment/{server}", "--timeout=60s", timeout=70)
        self.broker = Broker(f"redis://{self._address('redis')}:{BROKER_PORT}/0", list(POOLS))
        self._pods = Pods(self._namespace, self._folder)
        # Not its Service's address: a readiness probe that is late on a busy node would take it away.
        self.ledger = Ledger(f"{self._pods.of_app('ledger').address}:{LEDGER_PORT}")
        self._apply(manifests.pools(self._namespace))
        await_that("all workers ready", lambda: self.complete() and self._pods.all_ready(), timeout=PATIENCE)

    def workers(self):
        return sorted(pod.name for pod in self._pods.workers() if not pod.ends and node.family(pod.uid))

    def ready(self):
        running = self.workers()
        return [pod.name for pod in self._pods.workers() if pod.ready and pod.name in running]

    def complete(self):
        pods = self._pods.workers()
        return len(pods) == sum(replicas for _, _, replicas in POOLS.values()) and len(self.workers()) == len(pods)

    def pools(self):
        return sorted(POOLS)

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
        patch = {"spec": {"env": [{"name": "ROLL", "value": str(roll)}]}}
        self._kubectl("patch", "workerpool", pool, "--type=merge", "-p", json.dumps(patch))

        def rolled():
            pods = self._pods.workers(pool)
            return len(pods) == POOLS[pool][2] and all(pod.roll >= roll and pod.ready for pod in pods)

        await_that(f"the workers of {pool} replaced", rolled, timeout=3 * PATIENCE)

    def restart_redis(self):
        uid = self._pods.of_app("redis").uid
        for process in node.processes(uid):
            os.kill(process, 9)
        await_that("Redis answers again", self.broker.answers, timeout=PATIENCE)

    def cut(self, worker):
        return node.cut(self._pods.uid(worker), BROKER_PORT)

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
        self._uninstall()

    def _address(self, service):
        return self._kubectl("get", "service", service, "-o", "jsonpath={.spec.clusterIP}")

    def _apply(self, objects):
        kubectl.kubectl("apply", "-f", "-", stdin=manifests.text(objects))

    def _kubectl(self, *arguments, **rest):
        return kubectl.kubectl("-n", self._namespace, *arguments, **rest)
