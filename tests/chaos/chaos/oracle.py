"""What must hold after a run, judged from what was seen: pure."""

from collections import Counter
from dataclasses import dataclass, field

PROBE_SECONDS = 10.0


@dataclass(frozen=True)
class Strike:
    """A fault that was done: when, to whom, and how many tasks were in flight there."""

    at: float
    title: str
    where: str
    in_flight: int
    lasted: float = 0.0


@dataclass(frozen=True)
class Run:
    """A line of the ledger."""

    id: str
    attempt: int


@dataclass(frozen=True)
class Probe:
    """What became of a worker's probes, in seconds after the last fault was over."""

    started: float = 0.0  # when the worker's process was started; 0 where it ran already
    finished: float | None = None  # when its first was, if any


@dataclass(frozen=True)
class Evidence:
    expected: dict  # id -> how many runs of it, retries included, where nothing goes wrong
    results: dict  # id -> what it must have returned
    runs: tuple[Run, ...]
    stored: dict  # id -> (state, result) as the result backend has it
    strikes: tuple[Strike, ...]
    dead_letters: int = 0
    left: int = 0  # messages that still wait or are on record when all should be over
    probes: dict = field(default_factory=dict)  # worker -> Probe
    probe_seconds: float = PROBE_SECONDS  # how long a worker may take for a probe
    misplaced: int | None = None  # runs in pools that may not have them; None where any may


@dataclass(frozen=True)
class Finding:
    promise: str
    holds: bool
    seen: str


@dataclass(frozen=True)
class Counts:
    """The figures of a run."""

    tasks: int
    runs: int
    repeated: int
    in_flight: int  # the sum over the faults
    unrecorded: int
    lost: int
    wrong: int


def count(evidence):
    by_attempt = Counter(evidence.runs)
    succeeded = {task for task, (state, _) in evidence.stored.items() if state == "SUCCESS"}
    return Counts(
        tasks=len(evidence.expected),
        runs=len(evidence.runs),
        repeated=sum(times - 1 for times in by_attempt.values()),
        in_flight=sum(strike.in_flight for strike in evidence.strikes),
        unrecorded=sum(
            Run(task, attempt) not in by_attempt for task, runs in evidence.expected.items() for attempt in range(runs)
        ),
        lost=len(evidence.expected.keys() - succeeded),
        wrong=sum(evidence.stored[task][1] != evidence.results[task] for task in succeeded & evidence.expected.keys()),
    )


def judge(evidence):
    """The findings, one for each promise."""
    n = count(evidence)
    late = [worker for worker, probe in evidence.probes.items() if probe.finished is None or probe.finished > evidence.probe_seconds]
    placed = Finding("what requires a pool of one type runs nowhere else", not evidence.misplaced, f"{evidence.misplaced} runs did")
    return (
        *([] if evidence.misplaced is None else [placed]),
        Finding("every id is in the ledger, each retry too", n.unrecorded == 0, f"{n.unrecorded} are not"),
        Finding(
            "runs minus ids <= tasks in flight on the workers that were hit",
            n.repeated <= n.in_flight,
            f"{n.repeated} ran again, {n.in_flight} were in flight",
        ),
        Finding("none is lost", n.lost == 0, f"{n.lost} of {n.tasks} have no stored success"),
        Finding("none returns what it should not", n.wrong == 0, f"{n.wrong} did"),
        Finding("none is dead-lettered", evidence.dead_letters == 0, f"{evidence.dead_letters} are"),
        Finding("nothing is left at the broker", evidence.left == 0, f"{evidence.left} messages"),
        Finding(
            f"{evidence.probe_seconds:g} s after the last fault every worker has finished a probe",
            not late and bool(evidence.probes),
            _probed(evidence.probes) + (f"; late: {', '.join(late)}" if late else ""),
        ),
    )


def _probed(probes):
    finished = [probe.finished for probe in probes.values() if probe.finished is not None]
    again = max((probe.started for probe in probes.values()), default=0.0)
    return f"the slowest of {len(probes)} took {max(finished, default=0.0):.1f} s" + (
        f", the last to be started again was so after {again:.1f} s" if again else ""
    )
