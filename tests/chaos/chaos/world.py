"""Where a run takes place: what faults and the run ask of it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from .broker import Broker, Ledger
from .load import Call


@dataclass(frozen=True)
class Family:
    """The processes of a worker, by their numbers on this machine."""

    parent: int
    children: tuple[int, ...]


class World(Protocol):
    """Names of workers are those of processes or pods. All may be called by several threads."""

    broker: Broker
    ledger: Ledger
    probe_seconds: float  # how long a worker may take for a probe after the last fault
    pace: float  # how long tasks wait, times what the load says
    publishing: Lock  # held by whoever publishes, so that it can be kept from that

    def start(self) -> None:
        """Starts everything and waits until all workers are ready."""

    def workers(self) -> list[str]:
        """Those that run now, in order."""

    def pools(self) -> list[str]:
        """The pools' names."""

    def address(self, call: Call) -> tuple[str, str]:
        """The task and the queue of a call."""

    def probed(self, pool: str) -> tuple[str, str]:
        """A task, and a queue from which it comes to this pool."""

    def slots(self, pool: str) -> int:
        """How many tasks all workers of a pool can run at once."""

    def family(self, worker: str) -> Family:
        """Empty of children where it has none."""

    def size(self) -> int:
        """How many should run."""

    def age(self, worker: str) -> float | None:
        """Seconds since its process was started."""

    def ran(self, host: str, process: int, parent: int) -> str | None:
        """The worker in which a line of the ledger was written."""

    def roll(self, pool: str) -> None:
        """Replaces all workers of a pool, the new ones first, and waits for it."""

    def misplaced(self) -> int | None:
        """How many runs were where they may not be; None where tasks may run in any pool."""

    def restart_redis(self) -> None:
        """Kills it, and returns when it answers again."""

    def replace_redis(self) -> None:
        """Ends where it runs, too; another one takes over what it has on disk."""

    def cut(self, worker: str) -> AbstractContextManager:
        """Meanwhile nothing passes between the worker and its broker."""

    def close(self) -> None:
        """Ends all that was started."""
