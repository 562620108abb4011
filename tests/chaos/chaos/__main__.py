"""The command: one run, or the report of runs that were kept."""

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from . import faults, forms, kept, report
from .forms import Form
from .oracle import count, judge
from .run import Order, Run

KEPT = Path(__file__).resolve().parents[3] / "target" / "chaos"


def main():
    # As Ctrl-C, which scripts withhold from what they start in the background: what was started is ended.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = arguments()
    if options.command == "report":
        for file in options.files:
            kept.render(file, options.pictures)
        return 0
    form = Form(options.tasks, options.seconds, options.pause)
    order = Order(options.world, options.seed, form.tasks, form.seconds, form.pauses, options.restore)
    say = Speaker(order)
    say(f"{order.world}, seed {order.seed}: {order.tasks} tasks in {order.seconds:g} s; again: {command(options)}")
    folder = Path(tempfile.mkdtemp(prefix="greenfork-chaos-"))
    world, kinds = make_world(options, folder)
    kinds = [fault for fault in kinds if options.faults is None or fault.kind.name in options.faults.split(",")]
    failed = True
    try:
        world.start()
        run = Run(order, world, kinds, say)
        evidence = run.evidence()
        for line in report.verdict(evidence):
            say(line)
        kept.write(KEPT, order, command(options), evidence, run.samples)
        failed = not as_it_must(order, evidence, say)
    finally:
        world.close()
        if failed:
            say(f"logs of the workers: {folder}")
        else:
            shutil.rmtree(folder)
    return 1 if failed else 0


def as_it_must(order, evidence, say):
    if order.restore:
        return all(finding.holds for finding in judge(evidence))
    lost = count(evidence).lost
    say(f"without restore {lost} tasks are lost" + ("; with it that would be a failure" if lost else ": THE SUITE SEES NOTHING"))
    return lost > 0


def make_world(options, folder):
    if options.world == "processes":
        from .processes import Processes

        return Processes(folder, options.restore), faults.PROCESSES
    if options.world == "split":
        from .split import Split

        return Split(folder, options.restore), faults.SPLIT
    from .cluster import Cluster

    return Cluster(folder, options.seed, options.restore), faults.CLUSTER


class Speaker:
    """Lines on standard error; how far it is in one that is rewritten on a terminal, and every 30 seconds in a log."""

    def __init__(self, order):
        self._name = order.world + ("" if order.restore else ", no restore")
        self._next = time.monotonic() + 30

    def __call__(self, line=None, progress=None):
        if line is not None:
            self._write(f"[{self._name}] {line}\n")
        elif sys.stderr.isatty():
            self._write(progress[: shutil.get_terminal_size().columns - 1])
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + 30
            self._write(f"[{self._name}] {progress}\n")

    def _write(self, text):
        sys.stderr.write(("\r\033[K" if sys.stderr.isatty() else "") + text)
        sys.stderr.flush()


def command(options):
    rest = "" if options.restore else " --without-restore"
    rest += f" --faults {options.faults}" if options.faults else ""
    return (
        f"tests/chaos/run {options.world} --seed {options.seed} --tasks {options.tasks}"
        f" --seconds {options.seconds:g} --pause {options.pause:g}{rest}"
    )


def arguments():
    parser = argparse.ArgumentParser(prog="tests/chaos/run", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for world, each in (("processes", faults.PROCESSES), ("split", faults.SPLIT), ("cluster", faults.CLUSTER)):
        run = commands.add_parser(world, help=f"a run in the world of {world}")
        run.set_defaults(world=world)
        run.add_argument("--short", action="store_true", help="as in `make test`")
        run.add_argument("--seed", type=int, help="repeats load and schedule")
        run.add_argument("--tasks", type=int)
        run.add_argument("--seconds", type=float, help="how long tasks are sent and faults strike")
        run.add_argument("--pause", type=float, help="shortest pause between two faults; the longest is three times that")
        run.add_argument("--faults", help="only these, separated by commas: " + ", ".join(fault.kind.name for fault in each))
        run.add_argument("--without-restore", dest="restore", action="store_false", help="such a run must lose tasks")
    shown = commands.add_parser("report", help="Markdown and pictures of runs that were kept")
    shown.add_argument("files", nargs="+", type=Path)
    shown.add_argument("--pictures", type=Path, required=True, help="folder for the pictures")
    options = parser.parse_args()
    if options.command != "report":
        complete(options)
    return options


def complete(options):
    """What was not said is as the form has it."""
    form = (forms.SHORT if options.short else forms.LONG)[options.world]
    for name in ("tasks", "seconds", "pause"):
        if getattr(options, name) is None:
            setattr(options, name, getattr(form, name))
    if options.seed is None:
        options.seed = forms.SHORT_SEED if options.short else random.randrange(1_000_000)


if __name__ == "__main__":
    sys.exit(main())
