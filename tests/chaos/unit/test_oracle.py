"""The judgement: each promise must be seen to break."""

import dataclasses

import pytest
from chaos import kept, report
from chaos.oracle import Evidence, Probe, Run, Strike, count, judge
from chaos.run import Order
from chaos.timeline import Sample

GOOD = Evidence(
    expected={"a": 1, "b": 2},
    results={"a": 1, "b": [2]},
    runs=(Run("a", 0), Run("b", 0), Run("b", 1), Run("a", 0)),
    stored={"a": ("SUCCESS", 1), "b": ("SUCCESS", [2])},
    strikes=(Strike(1.0, "kill", "w", 1),),
    probes={"w": Probe(0.0, 2.0)},
)


def broken(**changes):
    return [f.promise for f in judge(dataclasses.replace(GOOD, **changes)) if not f.holds]


def test_all_promises_hold_where_a_task_in_flight_ran_again():
    assert broken() == []
    assert count(GOOD).repeated == 1


@pytest.mark.parametrize(
    ("changes", "promise"),
    [
        ({"runs": (Run("a", 0), Run("b", 0))}, "ledger"),
        ({"runs": (*GOOD.runs, Run("b", 1))}, "runs minus ids"),
        ({"strikes": ()}, "runs minus ids"),
        ({"stored": {"a": ("SUCCESS", 1)}}, "lost"),
        ({"stored": GOOD.stored | {"b": ("FAILURE", [2])}}, "lost"),
        ({"stored": GOOD.stored | {"b": ("SUCCESS", [3])}}, "returns what it should not"),
        ({"dead_letters": 1}, "dead-lettered"),
        ({"left": 1}, "left at the broker"),
        ({"probes": {"w": Probe(1.0)}}, "probe"),
        ({"probes": {"w": Probe(0.0, 2.0), "v": Probe(9.0, 10.5)}}, "probe"),
        ({"probes": {}}, "probe"),
    ],
)
def test_what_was_not_kept_is_found(changes, promise):
    [found] = broken(**changes)
    assert promise in found


def test_a_run_that_was_kept_is_judged_as_before(tmp_path, capsys):
    order = Order("processes", 7, 2, 10, (1, 2))
    evidence = dataclasses.replace(GOOD, stored=GOOD.stored | {"b": ("SUCCESS", "wrong")})
    kept.write(tmp_path, order, "run it", evidence, [Sample(1, 2, 3, 4, 5)])
    [file] = tmp_path.iterdir()

    assert count(kept.read(file)[1]) == count(evidence)
    assert judge(kept.read(file)[1]) == judge(evidence)
    kept.render(file, tmp_path)
    assert "run it" in capsys.readouterr().out
    assert (tmp_path / "reliability-processes.svg").read_text().startswith("<svg")


def test_the_report_lists_each_kind_of_fault_with_what_was_in_flight():
    evidence = dataclasses.replace(GOOD, strikes=(Strike(1, "kill", "w", 4), Strike(2, "kill", "v", 3)))
    assert "| kill | 2 | 7 (4) |" in list(report.table(evidence))
