"""The parts of `bench/run`: what it takes for right, how it compares, what it prints."""

import json
import sys

import pytest
from support.workers import HERE

BENCH = HERE.parent.parent / "bench"
sys.path += [str(BENCH), str(BENCH / "lib")]
from harness import celery_queue, course, model, report  # noqa: E402
from worker import Redis  # noqa: E402

pytestmark = pytest.mark.greenfork_only


def measured(*rates, of=(("of limit", "limit"),), goals=lambda medians: [], **others):
    """A benchmark whose sides give these rates by turns."""
    replies = {name: iter(values) for name, values in rates}

    def side(name):
        def run():
            value = next(replies[name])
            if isinstance(value, Exception):
                raise value
            return {"rate": value, **others}

        return model.Side(name, run)

    columns = (model.Column("rate", "tasks/s"), model.Column("redis", "us of Redis", "{:.1f}"))
    sides = tuple(side(name) for name, _ in rates)
    return model.Benchmark("fast", "how fast", columns, sides, of, goals)


def taken(benchmark, rounds=3, wanted=()):
    return course.measure(benchmark, rounds, wanted, lambda text: None)


def test_medians_spread_and_ratios_stand_in_the_table():
    result = taken(measured(("limit", [1000, 900, 2000]), ("ours", [500, 100, 800]), redis=1.25))
    assert list(report.rows(result)) == [
        ["side", "tasks/s", "least - most", "of limit", "us of Redis", "runs"],
        ["limit", "1,000", "900 - 2,000", "1.00", "1.2", "3"],
        ["ours", "500", "100 - 800", "0.50", "1.2", "3"],
    ]


def test_numbers_of_a_side_that_did_something_else_count_for_nothing():
    result = taken(measured(("limit", [10, 10, 10]), ("ours", [5, model.Wrong("a task ran twice"), 5])))
    assert model.medians(result) == {"limit": {"rate": 10}}
    assert "- **wrong**: ours: a task ran twice" in list(report.markdown(result))


def test_a_side_that_cannot_run_here_is_named_with_the_reason():
    absent = model.Side("theirs", dict, lambda: "there is no npm")
    whole = measured(("limit", [10, 10, 10]))
    result = taken(model.Benchmark(whole.name, whole.title, whole.columns, (*whole.sides, absent)))
    assert "- left out: theirs: there is no npm" in list(report.markdown(result))


def test_a_goal_is_judged_by_medians_and_only_where_both_sides_were_measured():
    def goals(medians):
        return [
            *model.at_least("half", medians, "ours", "limit", "rate", 0.5),
            *model.at_least("none", medians, "ours", "theirs", "rate", 2),
        ]

    result = taken(measured(("limit", [10, 10, 10]), ("ours", [4, 4, 9]), goals=goals))
    assert goals(model.medians(result)) == [model.Goal("half", False, "0.40")]
    assert "- goal **missed**: half; seen 0.40" in list(report.markdown(result))


@pytest.fixture
def client(own_redis):
    connection = Redis(own_redis().port)
    yield connection
    connection.close()


@pytest.fixture
def answered(client):
    """Two tasks with the results that they ask for."""
    messages = celery_queue.Messages.of("conformance.ignored", [[1], [2]])
    for id, wanted in zip(messages.ids, messages.wanted, strict=True):
        client.ask("SET", f"celery-task-meta-{id}", json.dumps({"status": "SUCCESS", "result": wanted, "task_id": id}))
    return messages


def test_results_that_were_asked_for_pass(client, answered):
    celery_queue.check_results(client, answered)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda client, key: client.ask("DEL", key), "has the result None"),
        (lambda client, key: client.ask("SET", key, '{"status": "FAILURE", "task_id": ""}'), "FAILURE"),
        (lambda client, key: client.ask("LPUSH", "celery", "left"), "messages are left in celery"),
        (lambda client, key: client.ask("HSET", "greenfork:deliveries:worker", "1", "held"), "1 messages are not acknowledged"),
    ],
    ids=["no result", "a failure", "a message left", "a message held"],
)
def test_whatever_was_not_asked_for_is_found(client, answered, spoil, said):
    spoil(client, f"celery-task-meta-{answered.ids[1]}")
    with pytest.raises(model.Wrong, match=said):
        celery_queue.check_results(client, answered, patience=0)


def test_a_result_of_another_argument_is_found(client, answered):
    with pytest.raises(model.Wrong, match="returned 2, not 3"):
        celery_queue.check_results(client, celery_queue.Messages(answered.task, answered.ids, answered.envelopes, (1, 3)))
