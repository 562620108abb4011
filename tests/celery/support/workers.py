"""Workers of both kinds, started as a user starts them, with the same few settings."""

import json
import os
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from .processes import Running, environment, free_port

HERE = Path(__file__).resolve().parent.parent
DIST = Path(os.environ.get("GREENFORK_DIST", HERE.parent.parent / "dist" / "greenfork"))
GREENFORK = DIST / "bin" / "greenfork"
TASKS = DIST / "examples" / "conformance.jar"

# The second compiler never pays in a worker that lives for seconds, and takes half of the suite's processor time.
SHORT_LIVED = {"GREENFORK_JAVA_OPTS": "-XX:TieredStopAtLevel=1"}


@dataclass
class Settings:
    """What a worker serves, from where."""

    pool: str
    queues: str
    broker: str | None
    results: str | None
    concurrency: int = 2
    flags: list = field(default_factory=list)
    tasks: Path = TASKS
    await_ready: bool = True
    default_queue: str | None = None
    routes: dict = field(default_factory=dict)
    result_extended: bool = False
    of_celery: dict = field(default_factory=dict)


class GreenforkWorker(Running):
    """`greenfork worker` of the distribution."""

    def __init__(self, name, settings, folder):
        self.http = f"http://127.0.0.1:{(port := free_port())}"
        command = [GREENFORK, "worker", "-P", settings.pool, "-c", settings.concurrency, "-Q", settings.queues]
        command += ["--broker", settings.broker] if settings.broker else []
        command += ["--result-backend", settings.results] if settings.results else []
        command += ["--tasks", settings.tasks]
        command += ["--default-queue", settings.default_queue] if settings.default_queue else []
        for task, queue in settings.routes.items():
            command += ["--route", f"{task}={queue}"]
        command += ["--result-extended"] if settings.result_extended else []
        command += ["-n", name, "--http-port", port, *settings.flags]
        super().__init__(name, command, folder, environment(**SHORT_LIVED))
        if settings.await_ready:
            self.await_ready(lambda: self.get("/readyz")[0] == 200)

    def get(self, path):
        """Status and text of a page of its HTTP port; status 0 while nobody listens."""
        try:
            with urllib.request.urlopen(self.http + path, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return 0, ""


class PythonWorker(Running):
    """A stock `celery worker` with the conformance tasks written in Python: it shows that a test is right."""

    POOLS = {"green": "threads", "prefork": "prefork"}

    def __init__(self, name, settings, folder):
        command = [sys.executable, "-m", "celery", "-A", "python_tasks", "worker", "-P", self.POOLS[settings.pool]]
        command += ["-c", settings.concurrency, "-Q", settings.queues, "-n", f"{name}@localhost", "-l", "INFO", *settings.flags]
        told = {"task_routes": {task: {"queue": queue} for task, queue in settings.routes.items()}}
        told |= {"task_default_queue": settings.default_queue} if settings.default_queue else {}
        told |= {"result_extended": settings.result_extended} | settings.of_celery
        env = environment(BROKER=settings.broker, RESULTS=settings.results, PYTHONPATH=str(HERE), SETTINGS=json.dumps(told))
        super().__init__(name, command, folder, env)
        self.await_ready(lambda: "ready." in self.log_text())


KINDS = {"greenfork": GreenforkWorker, "python": PythonWorker}
