"""What a stock client gets back from tasks that do not go well."""

import pytest
from celery.exceptions import NotRegistered
from support import dead_letters


@pytest.mark.parametrize("builtin", [ValueError, TypeError, LookupError, TimeoutError, OSError, RuntimeError])
def test_an_exception_that_python_knows_arrives_as_that(sender, builtin):
    with pytest.raises(builtin, match="^exactly this$"):
        sender.call("fail", builtin.__name__, "exactly this")


@pytest.mark.greenfork_only
@pytest.mark.parametrize(
    "asked, module, name",
    [
        ("java.lang.NullPointerException", "java.lang", "NullPointerException"),
        ("java.util.concurrent.CancellationException", "java.util.concurrent", "CancellationException"),
        ("no.such.Exception", "dev.greenfork.examples.conformance", "UnknownExceptionType"),
    ],
)
def test_an_exception_that_python_does_not_know_keeps_its_java_name(sender, asked, module, name):
    result = sender.delay("fail", asked, "exactly this")
    with pytest.raises(Exception, match="exactly this|no.such.Exception") as raised:
        result.get(timeout=20)
    assert type(raised.value).__name__ == name
    assert sender.stored(result.id)["result"]["exc_module"] == module


@pytest.mark.greenfork_only
def test_a_failure_carries_the_stack_of_the_task(sender):
    result = sender.delay("fail", "ValueError", "look below")
    result.get(timeout=20, propagate=False)
    assert result.state == "FAILURE"
    assert "look below" in result.traceback
    assert "FailingTasks.fail(FailingTasks.java:" in result.traceback
    assert result.traceback.endswith("\n")


def test_an_unknown_task_fails_as_not_registered(sender):
    result = sender.app.send_task("conformance.no_such_task", [1])
    with pytest.raises(NotRegistered):
        result.get(timeout=20)


@pytest.mark.greenfork_only
def test_an_unknown_task_is_kept_among_the_dead_letters(sender):
    result = sender.app.send_task("conformance.no_such_task", [1])
    result.get(timeout=20, propagate=False)

    entry = dead_letters.await_one(sender)
    assert entry["reason"] == "not-registered"
    assert entry["id"] == result.id
    assert entry["task"] == "conformance.no_such_task"


@pytest.mark.parametrize(
    "args, kwargs, complaint",
    [
        ([], {}, "missing 2 required positional arguments: 'x' and 'y'"),
        ([1], {}, "missing 1 required positional argument: 'y'"),
        ([1, 2, 3], {}, "takes 2 positional arguments but 3 were given"),
        ([1, 2], {"y": 3}, "got multiple values for argument 'y'"),
        ([1], {"y": 2, "z": 3}, "got an unexpected keyword argument 'z'"),
        ([1, {"no": "number"}], {}, None),
    ],
)
def test_arguments_that_do_not_fit_are_a_type_error(sender, args, kwargs, complaint):
    with pytest.raises(TypeError, match=complaint):
        sender.call("add", *args, **kwargs)


def test_failures_leave_the_worker_as_it_was(sender):
    failing = [sender.delay("fail", "ValueError", str(i)) for i in range(50)]
    for result in failing:
        result.get(timeout=20, propagate=False)
    assert sender.call("add", 1, 2) == 3


@pytest.mark.greenfork_only
def test_a_result_that_is_too_large_is_a_failure_that_says_so(start_worker, client_of, pool):
    sender = client_of(f"large-{pool}")
    worker = start_worker(pool, queues=sender.queue, flags=["--max-result-size", "2Ki"])
    large = sender.delay("echo", "x" * 5_000)
    with pytest.raises(Exception, match="more than 2048") as failure:
        large.get(timeout=20)
    assert type(failure.value).__name__ == "EncodeError"
    assert "--max-result-size" in str(failure.value)
    assert sender.stored(large.id)["status"] == "FAILURE"
    assert sender.call("echo", "small") == "small"
    assert any(large.id in line and "more than 2048" in line for line in worker.log_text().splitlines())
