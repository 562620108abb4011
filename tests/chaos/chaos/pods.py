"""The pods as they were last heard of: what is asked while the API server is stopped is answered from memory."""

import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from .kubectl import SYSTEM, Unanswered, data_folder, items


@dataclass(frozen=True)
class Pod:
    name: str
    uid: str
    labels: dict
    ready: bool
    ends: bool
    address: str | None
    roll: int  # the value of its variable ROLL: a later one may overtake it

    @staticmethod
    def of(item):
        conditions = {each["type"]: each["status"] for each in item["status"].get("conditions", [])}
        variables = {each["name"]: each.get("value") for each in item["spec"]["containers"][0].get("env", [])}
        meta = item["metadata"]
        ready, ends = conditions.get("Ready") == "True", "deletionTimestamp" in meta
        address = item["status"].get("podIP")
        return Pod(meta["name"], meta["uid"], meta.get("labels", {}), ready, ends, address, int(variables.get("ROLL") or 0))


class Pods:
    """Keeps the pods of a namespace in mind, and their logs in a folder."""

    EVERY = 1.0  # seconds

    def __init__(self, namespace, folder):
        self._namespace, self._folder = namespace, folder
        self._logs = data_folder() / "pod-logs"
        self._pods, self._uids = [], {}
        self._leader = ""
        self._over = threading.Event()
        self._look()
        self._thread = threading.Thread(target=self._run, name="pods", daemon=True)
        self._thread.start()

    def workers(self, pool=None):
        return [pod for pod in self._pods if "greenfork-worker" in pod.labels.values() and pool in (None, _pool(pod))]

    def all_ready(self):
        return all(pod.ready for pod in self._pods)

    def of_app(self, app):
        """The pod of an app that there is one of."""
        [pod] = [pod for pod in self._pods if pod.labels.get("app") == app]
        return pod

    def uid(self, name):
        """Also of a pod that has gone."""
        return self._uids[name]

    def leader(self):
        """The UID of the operator that works."""
        return self._leader

    def close(self):
        self._over.set()
        self._thread.join(30)

    def _run(self):
        while not self._over.wait(self.EVERY):
            with suppress(Unanswered):
                self._look()
            self._keep_logs()

    def _look(self):
        pods = [Pod.of(item) for item in items("pods", "-n", self._namespace)]
        self._uids |= {pod.name: pod.uid for pod in pods}
        self._pods = pods
        if time.monotonic() % 5 < self.EVERY or not self._leader:
            holders = [lease["spec"].get("holderIdentity") for lease in items("leases", "-n", SYSTEM)]
            operators = [Pod.of(item) for item in items("pods", "-n", SYSTEM)]
            self._leader = next((pod.uid for pod in operators if pod.name in holders), self._leader)

    def _keep_logs(self):
        """By links, because the logs of a pod are removed with it."""
        for log in self._logs.glob(f"{self._namespace}_*/*/*.log"):
            kept = self._folder / f"{log.parents[1].name.split('_')[1]}-{log.name}"
            with suppress(OSError):
                os.link(log, kept)


def _pool(pod):
    return pod.labels.get("app.kubernetes.io/instance")
