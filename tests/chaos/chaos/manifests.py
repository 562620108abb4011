"""What the cluster's world consists of, as manifests. Within pod security "restricted", as every namespace is there."""

import base64
import json
from dataclasses import dataclass

from . import servers, unrestored
from .load import COMPUTES, WAITS

POOLS = {WAITS: ("green", 20, 3), COMPUTES: ("prefork", 2, 2)}  # type, concurrency, replicas
SIZE = sum(replicas for _, _, replicas in POOLS.values())
UNRESTORED = "unrestored"


@dataclass(frozen=True)
class Inside:
    """Makes the manifests of a namespace's objects."""

    namespace: str

    def __call__(self, version, kind, name, **rest):
        return {"apiVersion": version, "kind": kind, "metadata": {"name": name, "namespace": self.namespace}} | rest

    def everywhere(self, version, kind, name, **rest):
        return {"apiVersion": version, "kind": kind, "metadata": {"name": name}} | rest

    def ours(self, kind, name, **spec):
        return self("greenfork.dev/v1alpha1", kind, name, spec=spec)


def all_of(inside, jar, place):
    """Everything but the pools; the place is the node and the folder of the broker's data."""
    url = f"redis://{servers.BROKER}:{servers.PORTS[servers.BROKER]}/0"
    return [
        inside.everywhere("v1", "Namespace", inside.namespace),
        inside("v1", "Secret", "redis", stringData={"url": url}),
        *servers.broker(inside, place),
        *servers.ledger(inside),
        inside("v1", "ConfigMap", "tasks", binaryData={"tasks.jar": base64.b64encode(jar).decode()}),
        inside.ours("Broker", "main", redis={"urlFrom": {"secretKeyRef": {"name": "redis", "key": "url"}}}),
    ]


def pools(inside, restore=True):
    return [_pool(inside, name, restore, *settings) for name, settings in POOLS.items()]


def environment(restore, roll=0):
    """The variables of a pool's workers. Another roll makes another pod template."""
    return [{"name": "ROLL", "value": str(roll)}] + ([] if restore else [_WITHOUT_RESTORE])


def unrestored_script(inside):
    """What takes restore out of the containers that mount it and have its variable: see `without_restore`."""
    return inside("v1", "ConfigMap", UNRESTORED, data={"script": unrestored.script()})


def without_restore(container):
    """The patch that does so to a Deployment."""
    changed = {"name": container, "env": [_WITHOUT_RESTORE], "volumeMounts": [_MOUNT]}
    return {"spec": {"template": {"spec": {"containers": [changed], "volumes": [_SCRIPT]}}}}


def text(objects):
    return json.dumps({"apiVersion": "v1", "kind": "List", "items": objects})


_FOLDER = "/unrestored"
_WITHOUT_RESTORE = {"name": "JAVA_TOOL_OPTIONS", "value": unrestored.option(_FOLDER)}
_MOUNT = {"name": UNRESTORED, "mountPath": _FOLDER, "readOnly": True}
_SCRIPT = {"name": UNRESTORED, "configMap": {"name": UNRESTORED, "items": [{"key": "script", "path": unrestored.SCRIPT}]}}


def _pool(inside, name, restore, type, concurrency, replicas):
    return inside.ours(
        "WorkerPool",
        name,
        type=type,
        image="greenfork/worker:dev",
        broker="main",
        concurrency=concurrency,
        replicas=replicas,
        queues=[name],
        drainTimeout="30s",
        env=environment(restore),
        volumes=[{"name": "tasks", "configMap": {"name": "tasks"}}] + ([] if restore else [_SCRIPT]),
        volumeMounts=[{"name": "tasks", "mountPath": "/app/tasks", "readOnly": True}] + ([] if restore else [_MOUNT]),
    )
