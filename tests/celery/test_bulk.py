"""How fast a Java producer sends in bulk, beside the stock client in the same run."""

import importlib.util
from pathlib import Path

import pytest

COMPARE = Path(__file__).resolve().parents[2] / "examples" / "bulk" / "compare.py"


@pytest.mark.greenfork_only
def test_a_java_producer_sends_twenty_times_as_many_messages_as_the_stock_client(redis_server):
    spec = importlib.util.spec_from_file_location("compare", COMPARE)
    compare = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(compare)
    url = redis_server.url(db=9)
    # One before and one after, so that other tests slow both down alike.
    before = compare.python(url, 1_000)
    java = compare.java(url, 300_000)
    after = compare.python(url, 1_000)

    assert java >= 20 * min(before, after), f"Java {java}/s, Python {before}/s before and {after}/s after"
    with redis_server.client(db=9) as client:
        assert client.llen("bulk") == 300_000
        client.flushdb()
