"""What a benchmark is and what it saw: records, and pure functions of them."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """A measured value: its key in a run, its heading, and how it is printed."""

    key: str
    heading: str
    form: str = "{:,.0f}"

    def show(self, value):
        return "" if value is None else self.form.format(value)


@dataclass(frozen=True)
class Side:
    """One of those that are compared. `run` measures it once; it raises Wrong if a task did not run exactly as asked."""

    name: str
    run: Callable[[], dict]
    missing: Callable[[], str] = lambda: ""


@dataclass(frozen=True)
class Run:
    side: str
    round: int
    load: float
    values: dict


@dataclass(frozen=True)
class Goal:
    text: str
    holds: bool
    seen: str


@dataclass(frozen=True)
class Benchmark:
    """The first column is what sides are compared by. `of` names the columns of ratios: the heading, and the side divided by."""

    name: str
    title: str
    columns: tuple
    sides: tuple
    of: tuple = ()
    goals: Callable[[dict], list] = lambda medians: []
    notes: str = ""


@dataclass(frozen=True)
class Result:
    benchmark: Benchmark
    runs: tuple
    skipped: dict = field(default_factory=dict)
    wrong: dict = field(default_factory=dict)


class Wrong(Exception):
    """A side did not do what it was asked to do; its numbers count for nothing."""


def medians(result):
    """By side the median of each column, of the sides that were measured."""
    found = {}
    for side in result.benchmark.sides:
        runs = [run.values for run in result.runs if run.side == side.name]
        if runs and side.name not in result.wrong:
            keys = [column.key for column in result.benchmark.columns if column.key in runs[0]]
            found[side.name] = {key: statistics.median(run[key] for run in runs) for key in keys}
    return found


def spread(result, side):
    """Least and most of the first column."""
    key = result.benchmark.columns[0].key
    values = [run.values[key] for run in result.runs if run.side == side]
    return min(values), max(values)


def ratio(by_side, side, base, key):
    """How many times that of another side a median is; nothing where one of them was not measured."""
    if side not in by_side or base not in by_side or not by_side[base].get(key):
        return None
    return by_side[side][key] / by_side[base][key]


def at_least(text, by_side, side, base, key, wanted):
    """A goal on a ratio, if both sides were measured."""
    seen = ratio(by_side, side, base, key)
    return [] if seen is None else [Goal(text, seen >= wanted, f"{seen:.2f}")]


def within(text, by_side, side, key, most, form):
    """A goal on a value that must not be larger, if the side was measured."""
    seen = by_side.get(side, {}).get(key)
    return [] if seen is None else [Goal(text, seen <= most, form.format(seen))]
