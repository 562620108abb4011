"""The schedule of the faults and the load: pure functions of a seed."""

from collections import Counter

import pytest
from chaos import faults, forms, load, plan
from chaos.plan import Kind

KINDS = [fault.kind for fault in faults.CLUSTER]


def schedule(seed=7, seconds=600, pauses=(3, 9)):
    return plan.plan(seed, KINDS, seconds, pauses)


def test_the_same_seed_gives_the_same_schedule_and_another_one_another():
    assert schedule() == schedule()
    assert schedule() != schedule(8)


def test_no_kind_of_fault_is_missing_from_a_long_run():
    assert {strike.fault for strike in schedule()} == {kind.name for kind in KINDS}


@pytest.mark.parametrize(("world", "all_of"), [("processes", faults.PROCESSES), ("cluster", faults.CLUSTER)])
def test_no_kind_of_fault_is_missing_from_the_short_runs(world, all_of):
    form = forms.SHORT[world]
    planned = plan.plan(forms.SHORT_SEED, [fault.kind for fault in all_of], form.seconds, form.pauses)
    assert {strike.fault for strike in planned} == {fault.kind.name for fault in all_of}


def test_every_fault_is_over_at_the_end():
    lasts = {kind.name: kind.lasts for kind in KINDS}
    for seed in range(50):
        assert all(strike.at + lasts[strike.fault] <= 120 for strike in schedule(seed, 120))


def test_nothing_asks_the_api_server_while_it_is_stopped_or_just_back():
    needs = {kind.name for kind in KINDS if kind.needs_api}
    for seed in range(50):
        planned = schedule(seed)
        for stop in (strike for strike in planned if strike.fault == "stop-api-server"):
            between = [s for s in planned if stop.at < s.at < stop.at + 45 and s.fault in needs]
            assert between == []


def test_pauses_are_as_asked():
    kinds = [Kind("only")]
    ats = [strike.at for strike in plan.plan(1, kinds, 1000, (2, 4))]
    assert all(2 - 0.02 <= after - before <= 4 + 0.02 for before, after in zip(ats, ats[1:]))


def test_a_run_too_short_for_any_fault_has_none():
    assert plan.plan(1, [Kind("long", lasts=60)], 30, (1, 2)) == ()


@pytest.mark.parametrize("count", [1, 5, 6, 1000])
def test_a_load_has_as_many_tasks_as_asked_each_with_an_id_of_its_own(count):
    ids = [call.id for sending in load.plan(3, count) for call in sending.results]
    assert len(ids) == count
    assert len(set(ids)) == count


def test_a_load_is_mixed_and_the_same_for_the_same_seed():
    sendings = load.plan(3, 2000)
    assert sendings == load.plan(3, 2000)
    calls = [call for sending in sendings for call in sending.results]
    assert Counter(map(type, sendings)).keys() == {load.Single, load.Chain, load.Group, load.Chord}
    assert {call.queue for call in calls} == {load.WAITS, load.COMPUTES}
    assert any(call.times for call in calls)
    assert any(call.countdown for call in calls)
    assert any(isinstance(call.x, str) and len(call.x) > 20_000 for call in calls)


def test_the_steps_of_a_chain_return_what_the_first_was_given_and_a_chords_body_what_its_parts_returned():
    one, two = load.Call("a", "q", 1), load.Call("b", "q", 2)
    body = load.Call("c", "q", 3)
    assert list(load.Chain((one, two)).results.values()) == [1, 1]
    assert load.Chord((one, two), body).results[body] == [1, 2]
