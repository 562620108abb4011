"""`greenfork local` of the distribution, with pools of the conformance tasks."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from .processes import Running, await_that, environment
from .workers import GREENFORK, TASKS

POOL = """\
---
apiVersion: greenfork.dev/v1alpha1
kind: WorkerPool
metadata: {{name: {name}}}
spec: {{type: {type}, image: x, broker: main, concurrency: {concurrency}, queues: [{queue}], replicas: {replicas},
  drainTimeout: 30s, env: [{{name: FLAVOUR, value: sweet}}]}}
"""


def pool(name, type="green", concurrency=4, queue=None, replicas=1):
    return POOL.format(name=name, type=type, concurrency=concurrency, queue=queue or name, replicas=replicas)


class LocalPools(Running):
    """A run of `greenfork local`; its URL is read from the file that it writes."""

    def __init__(self, folder, manifests, *flags, ready=True, **settings):
        self.folder = Path(folder)
        (self.folder / "pools.yaml").write_text(manifests)
        # Not below the folder of the test: children's sockets lie in it, and the path of one has at most 107 bytes.
        self.temporary = Path(tempfile.mkdtemp(prefix="gf-"))
        command = [GREENFORK, "local", "-f", "pools.yaml", "--tasks", TASKS, "--url-file", "url"]
        command += ["--ready-file", "ready", *flags]
        options = f"-Djava.io.tmpdir={self.temporary}"
        env = environment(GREENFORK_JAVA_OPTS=options, MARK=str(self.folder), **settings)
        super().__init__("local", command, folder, env)
        if ready:
            self.await_ready((self.folder / "ready").exists, 60)

    def stop(self, timeout=40):
        super().stop(timeout)
        await_that(f"nothing left, but there is: {self.leftovers()}", lambda: not self.leftovers(), 20)
        shutil.rmtree(self.temporary)

    def url(self):
        return (self.folder / "url").read_text().strip()

    def processes(self):
        """Process numbers of all that the run has started: they carry a variable of it."""
        mark = f"MARK={self.folder}".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if mark in (entry / "environ").read_bytes().split(b"\0"):
                        found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                except OSError:
                    continue
        return found

    def leftovers(self):
        """What a run must not leave behind: processes, and files among the temporary ones."""
        files = [file.name for file in self.temporary.iterdir() if file.name.startswith("greenfork-local-")]
        return list(self.processes().values()) + files


def refused(folder, manifests, *flags):
    """Exit code and output of a run that is to end by itself."""
    (folder / "pools.yaml").write_text(manifests)
    command = [GREENFORK, "local", "-f", folder / "pools.yaml", *flags]
    run = subprocess.run(
        [str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
    )
    return run.returncode, run.stdout + run.stderr
