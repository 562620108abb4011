"""What the cluster's world consists of, as manifests. Within pod security "restricted", as every namespace is there."""

import base64
import json

from .load import COMPUTES, WAITS

BROKER_PORT, LEDGER_PORT = 6379, 6380
POOLS = {WAITS: ("green", 20, 3), COMPUTES: ("prefork", 2, 2)}  # type, concurrency, replicas
DURABLE = ["--appendonly", "yes", "--appendfsync", "always"]


def all_of(namespace, jar):
    """Everything but the pools."""
    return [
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}},
        _in(namespace, "v1", "Secret", "redis", stringData={"url": f"redis://redis:{BROKER_PORT}/0"}),
        *_redis(namespace, "redis", BROKER_PORT, DURABLE),
        *_redis(namespace, "ledger", LEDGER_PORT, []),
        _in(namespace, "v1", "ConfigMap", "tasks", binaryData={"tasks.jar": base64.b64encode(jar).decode()}),
        _ours(
            namespace, "Broker", "main", redis={"urlFrom": {"secretKeyRef": {"name": "redis", "key": "url"}}}
        ),
    ]


def pools(namespace):
    return [_pool(namespace, name, *settings) for name, settings in POOLS.items()]


def text(objects):
    return json.dumps({"apiVersion": "v1", "kind": "List", "items": objects})


def _pool(namespace, name, type, concurrency, replicas):
    return _ours(
        namespace,
        "WorkerPool",
        name,
        type=type,
        image="greenfork/worker:dev",
        broker="main",
        concurrency=concurrency,
        replicas=replicas,
        queues=[name],
        drainTimeout="30s",
        volumes=[{"name": "tasks", "configMap": {"name": "tasks"}}],
        volumeMounts=[{"name": "tasks", "mountPath": "/app/tasks", "readOnly": True}],
    )


def _redis(namespace, name, port, options):
    """A container that is killed is started again in its pod, so its append-only file outlives it there."""
    container = {
        "name": "redis",
        "image": "greenfork/redis:dev",
        "imagePullPolicy": "Never",
        "args": ["--port", str(port), "--protected-mode", "no", *options],
        "readinessProbe": {"tcpSocket": {"port": port}, "periodSeconds": 1, "timeoutSeconds": 10},
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "volumeMounts": [{"name": "data", "mountPath": "/data"}],
    }
    pod = {
        "automountServiceAccountToken": False,
        "terminationGracePeriodSeconds": 0,
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": 65532,
            "fsGroup": 65532,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "containers": [container],
        "volumes": [{"name": "data", "emptyDir": {}}],
    }
    labels = {"app": name}
    yield _in(namespace, "v1", "Service", name, spec={"selector": labels, "ports": [{"port": port}]})
    yield _in(
        namespace,
        "apps/v1",
        "Deployment",
        name,
        spec={"selector": {"matchLabels": labels}, "template": {"metadata": {"labels": labels}, "spec": pod}},
    )


def _ours(namespace, kind, name, **spec):
    return _in(namespace, "greenfork.dev/v1alpha1", kind, name, spec=spec)


def _in(namespace, version, kind, name, **rest):
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, "namespace": namespace}} | rest
