"""What is sent: mixed tasks, single and in workflows, a pure function of a seed and a number."""

from dataclasses import dataclass
from random import Random

WAITS = "waits"  # the green pool's queue
COMPUTES = "computes"  # the prefork pool's
TASK = "conformance.recorded"


@dataclass(frozen=True)
class Call:
    """One task: what its message says, and what it must return."""

    id: str
    queue: str
    x: object
    seconds: float = 0.0
    millis: int = 0
    times: int = 0
    countdown: float | None = None

    @property
    def runs(self):
        """How often it runs where nothing goes wrong: a retry is a run of its own."""
        return self.times + 1


@dataclass(frozen=True)
class Single:
    call: Call

    @property
    def results(self):
        return {self.call: self.call.x}


@dataclass(frozen=True)
class Chain:
    """Each step gets and returns what the first was given."""

    calls: tuple[Call, ...]

    @property
    def results(self):
        return dict.fromkeys(self.calls, self.calls[0].x)


@dataclass(frozen=True)
class Group:
    calls: tuple[Call, ...]

    @property
    def results(self):
        return {call: call.x for call in self.calls}


@dataclass(frozen=True)
class Chord:
    """The body gets and returns what the parts returned, in their order."""

    parts: tuple[Call, ...]
    body: Call

    @property
    def results(self):
        return {part: part.x for part in self.parts} | {self.body: [part.x for part in self.parts]}


Sending = Single | Chain | Group | Chord


def plan(seed, count):
    """Sendings with `count` tasks in all, in the order in which they are sent."""
    return tuple(_Maker(Random(f"load {seed}"), count).sendings())


class _Maker:
    def __init__(self, random, count):
        self._random = random
        self._left = count
        self._number = 0

    def sendings(self):
        while self._left > 0:
            kind = self._random.random()
            if self._left < 6 or kind < 0.85:
                yield Single(self._call())
            elif kind < 0.90:
                yield Chain(self._calls(3))
            elif kind < 0.95:
                yield Group(self._calls(self._random.randint(3, 5)))
            else:
                parts = self._calls(self._random.randint(3, 5))
                yield Chord(parts, self._call(plain=True))

    def _calls(self, count):
        return tuple(self._call(plain=True) for _ in range(count))

    def _call(self, plain=False):
        self._left -= 1
        self._number += 1
        task, random = f"chaos-{self._number:06d}", self._random
        computes = random.random() < 0.15
        queue = COMPUTES if computes else WAITS
        millis = random.randint(5, 40) if computes else 0
        seconds = round(random.uniform(0, 0.2) if computes else random.uniform(0, 2), 3)
        if plain:
            return Call(task, queue, self._number, seconds, millis)
        match random.randrange(20):
            case 0:
                return Call(task, queue, "x" * random.randint(20_000, 200_000), seconds, millis)
            case 1:
                return Call(task, queue, self._number, seconds / 4, millis, times=random.randint(1, 3))
            case 2:
                return Call(task, queue, self._number, seconds, millis, countdown=round(random.uniform(0.5, 15), 3))
            case 3 if not computes:
                return Call(task, queue, self._number, round(random.uniform(4, 12), 3))
            case _:
                return Call(task, queue, self._number, seconds, millis)
