"""What a run has shown: a table as Markdown, which is readable on a terminal as well, and the whole as JSON. Pure."""

from dataclasses import asdict

from .model import medians, ratio, spread


def rows(result):
    """The table's cells, its headings first."""
    benchmark, by_side = result.benchmark, medians(result)
    first, *others = benchmark.columns
    yield ["side", first.heading, "least - most", *(heading for heading, _ in benchmark.of), *(c.heading for c in others), "runs"]
    for side in (side.name for side in benchmark.sides if side.name in by_side):
        values = by_side[side]
        ratios = [ratio(by_side, side, base, first.key) for _, base in benchmark.of]
        yield [
            side,
            first.show(values[first.key]),
            " - ".join(first.show(value) for value in spread(result, side)),
            *("" if each is None else f"{each:.2f}" for each in ratios),
            *(column.show(values.get(column.key)) for column in others),
            str(sum(run.side == side for run in result.runs)),
        ]


def markdown(result):
    """The table, what was left out and why, and the goals."""
    head, *cells = rows(result)
    widths = [max(len(row[i]) for row in [head, *cells]) for i in range(len(head))]
    loads = [run.load for run in result.runs]
    yield f"## {result.benchmark.name}: {result.benchmark.title}"
    yield ""
    yield line(head, widths)
    yield "|-" + "-|-".join("-" * width for width in widths) + "-|"
    for row in cells:
        yield line(row, widths)
    yield ""
    if loads:
        yield f"Medians; the machine's load was {min(loads):.1f} to {max(loads):.1f}. {result.benchmark.notes}".strip()
    for side, reason in result.skipped.items():
        yield f"- left out: {side}: {reason}"
    for side, what in result.wrong.items():
        yield f"- **wrong**: {side}: {what}"
    for goal in result.benchmark.goals(medians(result)):
        yield f"- goal {'met' if goal.holds else '**missed**'}: {goal.text}; seen {goal.seen}"
    yield ""


def line(cells, widths):
    filled = (cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(cells, widths, strict=True)))
    return f"| {' | '.join(filled)} |"


def document(machine, command, results):
    """The whole report as Markdown."""
    yield "# Benchmarks"
    yield ""
    yield f"`{command}`"
    yield ""
    for name, value in machine.items():
        yield f"- {name}: {value}"
    yield ""
    for result in results:
        yield from markdown(result)


def raw(machine, command, results):
    """The same for programs, with every sample."""
    return {
        "machine": machine,
        "command": command,
        "benchmarks": [
            {
                "name": result.benchmark.name,
                "title": result.benchmark.title,
                "medians": medians(result),
                "goals": [asdict(goal) for goal in result.benchmark.goals(medians(result))],
                "skipped": result.skipped,
                "wrong": result.wrong,
                "runs": [asdict(run) for run in result.runs],
            }
            for result in results
        ],
    }
