"""Runs in files: what was seen, small enough to be kept."""

import dataclasses
import json

from . import report
from .oracle import Evidence, Probe, Run, Strike
from .timeline import Sample


def write(folder, order, command, evidence, samples):
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{order.world}{'' if order.restore else '-without-restore'}-{order.seed}.json"
    data = {
        "order": dataclasses.asdict(order),
        "command": command,
        "evidence": {
            **{field.name: getattr(evidence, field.name) for field in dataclasses.fields(evidence)},
            "runs": [[run.id, run.attempt] for run in evidence.runs],
            "strikes": [dataclasses.asdict(strike) for strike in evidence.strikes],
            "probes": {worker: dataclasses.asdict(probe) for worker, probe in evidence.probes.items()},
            # What was returned is compared here and not kept: some of it is large.
            "results": {},
            "stored": {task: [state, evidence.results[task] == result] for task, (state, result) in evidence.stored.items()},
        },
        "samples": [dataclasses.asdict(sample) for sample in samples],
    }
    (folder / name).write_text(json.dumps(data))


def read(file):
    data = json.loads(file.read_text())
    kept = data["evidence"]
    evidence = Evidence(
        **kept
        | {
            "runs": tuple(Run(*run) for run in kept["runs"]),
            "strikes": tuple(Strike(**strike) for strike in kept["strikes"]),
            "probes": {worker: Probe(**probe) for worker, probe in kept["probes"].items()},
            "results": dict.fromkeys(kept["stored"], True),
        }
    )
    return data, evidence, [Sample(**sample) for sample in data["samples"]]


def render(file, pictures):
    """Prints a section in Markdown and writes the picture that it shows."""
    data, evidence, samples = read(file)
    order = data["order"]
    picture = pictures / f"reliability-{order['world']}.svg"
    title = f"{order['world']}, seed {order['seed']}, {order['tasks']} tasks"
    picture.write_text("\n".join(report.picture(title, samples, evidence.strikes)) + "\n")
    print(f"`{data['command']}`: {len(evidence.runs)} runs of {len(evidence.expected)} tasks in {samples[-1].at:.0f} s.\n")
    print("\n".join(report.findings(evidence)), "\n")
    print("\n".join(report.table(evidence)), "\n")
    print(f"![tasks in flight over time]({picture.name})\n")
