"""See bench/run."""

import argparse
import json
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bench/lib")]
from . import machine  # noqa: E402
from .benchmarks import ALL  # noqa: E402
from .course import measure  # noqa: E402
from .picture import picture  # noqa: E402
from .report import document, raw  # noqa: E402
from .setting import Setting  # noqa: E402


def options():
    parser = argparse.ArgumentParser(prog="bench/run")
    parser.add_argument("-r", dest="rounds", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--sides", type=lambda text: [word.strip().lower() for word in text.split("/")], default=[])
    parser.add_argument("--dist", type=Path, default=ROOT / "dist/greenfork")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("benchmarks", nargs="*", metavar="BENCHMARK", help=", ".join(ALL))
    given = parser.parse_args()
    if unknown := [name for name in given.benchmarks if name not in ALL]:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(ALL)}")
    return given


def main():
    given = options()
    setting = Setting(given.dist.resolve(), given.scale)
    chosen = [ALL[name](setting) for name in given.benchmarks or ALL]
    if given.list:
        for each in chosen:
            print(f"{each.name:<10} {each.title}: {'; '.join(side.name for side in each.sides)}")
        return 0
    command = shlex.join(["bench/run", *sys.argv[1:]])
    described = machine.described()
    results = [measure(each, given.rounds, given.sides, lambda text: print(text, file=sys.stderr, flush=True)) for each in chosen]
    folder = given.out or ROOT / "bench/results" / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    write(folder, described, command, results)
    return 1 if any(result.wrong for result in results) else 0


def write(folder, described, command, results):
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(document(described, command, results)) + "\n"
    (folder / "results.md").write_text(text)
    (folder / "results.json").write_text(json.dumps(raw(described, command, results), indent=1) + "\n")
    for result in results:
        (folder / f"{result.benchmark.name}.svg").write_text("\n".join(picture(result)) + "\n")
    print(text)
    print(f"written to {folder}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
