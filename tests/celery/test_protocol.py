"""The forms in which a stock client can write a message."""

import pytest


@pytest.mark.parametrize("compression", ["gzip", "zlib", "bzip2", "zstd"])
def test_every_compression_is_read(sender, compression):
    sent = sender.task("echo").apply_async(["x" * 10_000], compression=compression)
    assert sent.get(timeout=20) == "x" * 10_000


@pytest.fixture
def old_sender(client_of, sender):
    return client_of(sender.queue, task_protocol=1)


def test_protocol_1_is_read(old_sender):
    assert old_sender.call("add", 1, y=2) == 3
    with pytest.raises(ValueError, match="old"):
        old_sender.call("fail", "ValueError", "old")


def test_links_of_protocol_1_are_followed(old_sender):
    result = old_sender.task("add").apply_async([1, 1], link=old_sender.s("add", 10))
    assert result.get(timeout=20) == 2
    assert [child.get(timeout=20) for child in result.children] == [12]


def test_times_of_protocol_1_are_kept(old_sender):
    assert old_sender.task("echo").apply_async([1], countdown=0.5).get(timeout=20) == 1
    result = old_sender.task("echo").apply_async([1], expires=-1)
    result.get(timeout=20, propagate=False)
    assert result.state == "REVOKED"


def test_typed_values_go_there_and_back_inside_others(sender):
    import datetime
    import decimal

    value = {"when": [datetime.datetime(2026, 1, 2, 3, 4, 5, 678000)], "time": datetime.time(1, 2), "sum": decimal.Decimal("1.10")}
    assert sender.call("echo", value) == value
    assert str(sender.call("echo", x=value)["sum"]) == "1.10"
