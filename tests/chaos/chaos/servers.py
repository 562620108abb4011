"""The two Redis of the cluster's world as manifests: the broker, whose data outlives its pods, and the ledger."""

BROKER, LEDGER = "redis", "ledger"
PORTS = {BROKER: 6379, LEDGER: 6380}
USER = 65532
_DURABLE = ["--appendonly", "yes", "--appendfsync", "always"]
_POD = {
    "automountServiceAccountToken": False,
    "securityContext": {
        "runAsNonRoot": True,
        "runAsUser": USER,
        "fsGroup": USER,
        "seccompProfile": {"type": "RuntimeDefault"},
    },
}


def broker(inside, place):
    """Its data lies in a folder of a node, at a place (node, folder). Only the claim of this namespace gets it."""
    node, folder = place
    name = volume(inside)
    size = {"storage": "1Gi"}
    access = {"storageClassName": "", "accessModes": ["ReadWriteOnce"]}
    mine = {"namespace": inside.namespace, "name": BROKER}
    path = {"path": str(folder), "type": "Directory"}
    yield inside.everywhere("v1", "PersistentVolume", name, spec={**access, "capacity": size, "claimRef": mine, "hostPath": path})
    yield inside("v1", "PersistentVolumeClaim", BROKER, spec={**access, "volumeName": name, "resources": {"requests": size}})
    claim = {"persistentVolumeClaim": {"claimName": BROKER}}
    yield from _server(inside, BROKER, _DURABLE, claim, nodeName=node)


def ledger(inside):
    return _server(inside, LEDGER, [], {"emptyDir": {}})


def volume(inside):
    """The name of the broker's volume, which belongs to no namespace."""
    return f"{inside.namespace}-{BROKER}"


def _server(inside, name, options, data, **pod):
    """A service and its pod. A stateful set starts another one only when the last process of the old one has ended."""
    labels = {"app": name}
    container = _container(PORTS[name], options)
    pod = {**_POD, "containers": [container], "volumes": [{"name": "data", **data}], **pod}
    template = {"metadata": {"labels": labels}, "spec": pod}
    yield inside("v1", "Service", name, spec={"selector": labels, "ports": [{"port": PORTS[name]}]})
    spec = {"serviceName": name, "selector": {"matchLabels": labels}, "template": template}
    yield inside("apps/v1", "StatefulSet", name, spec=spec)


def _container(port, options):
    return {
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
