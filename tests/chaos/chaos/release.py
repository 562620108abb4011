"""The operator's release, which a run installs, and removes if nobody had installed it before."""

import json
import subprocess

from . import manifests
from .kubectl import ROOT, SYSTEM, data_folder, kubectl

_RELEASE = "greenfork"
_DEPLOYMENT = "deployment/greenfork-operator"


class Operator:
    def __init__(self):
        self._undo = []

    def install(self, restore=True):
        there = _RELEASE in _helm("list").split()
        chart = [_RELEASE, ROOT / "helm" / "greenfork", "--create-namespace", "--set", "image.tag=dev"]
        _helm("upgrade", "--install", *chart)
        if not there:
            self._undo.append(lambda: _helm("uninstall", _RELEASE))
        if not restore:
            self._disable_restore()
        _await()

    def close(self):
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()

    def _disable_restore(self):
        script = manifests.unrestored_script(manifests.Inside(SYSTEM))
        kubectl("apply", "-f", "-", stdin=json.dumps(script))
        self._undo.append(lambda: kubectl("-n", SYSTEM, "delete", "configmap", manifests.UNRESTORED))
        _await()
        kubectl("-n", SYSTEM, "patch", _DEPLOYMENT, "-p", json.dumps(manifests.without_restore("operator")))
        self._undo.append(lambda: kubectl("-n", SYSTEM, "rollout", "undo", _DEPLOYMENT))


def _await():
    kubectl("-n", SYSTEM, "rollout", "status", _DEPLOYMENT, "--timeout=150s", timeout=160)


def _helm(*arguments):
    """What it prints."""
    place = ["--namespace", SYSTEM, "--kubeconfig", data_folder() / "admin.kubeconfig"]
    command = [ROOT / "tools" / "helm", *arguments, *place]
    return subprocess.run([str(part) for part in command], check=True, timeout=180, text=True, stdout=subprocess.PIPE).stdout
