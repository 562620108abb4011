"""The course of a run: sides take turns, so that whatever else the machine does meets all of them."""

from . import machine
from .model import Result, Run, Wrong


def measure(benchmark, rounds, wanted, say):
    """Measures the sides that are wanted (all, where none is named) and can run here."""
    sides = [side for side in benchmark.sides if not wanted or any(word in side.name.lower() for word in wanted)]
    skipped = {side.name: reason for side in sides if (reason := side.missing())}
    for side, reason in skipped.items():
        say(f"{benchmark.name}: leaves out {side}: {reason}")
    sides = [side for side in sides if side.name not in skipped]
    runs, wrong = [], {}
    for number in range(1, rounds + 1):
        for side in sides:
            if side.name in wrong:
                continue
            before = machine.load()
            try:
                values = side.run()
            except Wrong as problem:
                wrong[side.name] = str(problem)
                say(f"{benchmark.name}: {side.name} did not do what was asked: {problem}")
                continue
            runs.append(Run(side.name, number, before, values))
            shown = ", ".join(f"{c.show(values.get(c.key))} {c.heading}" for c in benchmark.columns if c.key in values)
            say(f"{benchmark.name} {number}/{rounds}: {side.name}: {shown} (load {before:.1f})")
    return Result(benchmark, tuple(runs), skipped, wrong)
