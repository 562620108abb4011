#!/usr/bin/env python3
"""Drives the feed hub from a stock Celery client: the workers are Greenfork's, and nothing here knows it.

    pip install 'celery[redis]'
    python drive.py --broker redis://localhost:6379/0 --server http://localhost:8000 --feeds 100
"""

import argparse
import os
import time
import urllib.parse
import urllib.request
from collections import Counter

from celery import Celery
from celery.exceptions import TimeoutError as NoResultInTime


def feed_urls(server: str, count: int) -> list[str]:
    with urllib.request.urlopen(urllib.parse.urljoin(server, "/feeds"), timeout=10) as answer:
        paths = answer.read().decode().split()
    if len(paths) < count:
        raise SystemExit(f"{server} lists {len(paths)} feeds: start it with --feeds {count}, or drive fewer")
    return [urllib.parse.urljoin(server, path) for path in paths[:count]]


def drive(app: Celery, urls: list[str], fingerprint: bool, patience: float) -> int:
    """Sends a task per feed, waits for all and prints what came of them; returns how many had no result."""
    began = time.monotonic()
    results = [
        app.send_task("feeds.fetch", args=[url], kwargs={"fingerprint": fingerprint}, queue="feeds") for url in urls
    ]
    print(f"sent {len(results)} feeds in {time.monotonic() - began:.2f} s")

    fetched, failures, fingerprints = [], Counter(), []
    for result in results:
        try:
            fetched.append(result.get(timeout=max(0.1, began + patience - time.monotonic())))
        except NoResultInTime:
            failures["no result"] += 1
        except Exception as failure:  # the task's own exception, whatever the worker called it
            failures[type(failure).__name__] += 1
    seconds = time.monotonic() - began
    entries = sum(feed["entries"] for feed in fetched)
    print(f"fetched {len(fetched)} feeds with {entries} entries in {seconds:.2f} s: {len(results) / seconds:.0f} feeds/s")
    print("failed: " + (", ".join(f"{n} {reason}" for reason, n in failures.most_common()) or "none"))

    if fingerprint:
        for feed in fetched:
            fingerprints.append(app.AsyncResult(feed["fingerprint"]).get(timeout=patience))
        pairs = sum(len(document["nearDuplicates"]) for document in fingerprints)
        print(f"fingerprinted {len(fingerprints)} documents: {pairs} pairs of near-duplicates")
    return failures["no result"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broker", default=os.environ.get("GREENFORK_BROKER", "redis://localhost:6379/0"))
    parser.add_argument("--server", default="http://localhost:8000")
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--fingerprint", action="store_true", help="also have the documents fingerprinted")
    parser.add_argument("--patience", type=float, default=120, help="seconds to wait for all results")
    options = parser.parse_args()

    app = Celery("feed-hub-client", broker=options.broker, backend=options.broker)
    urls = feed_urls(options.server, options.feeds)
    return 1 if drive(app, urls, options.fingerprint, options.patience) else 0


if __name__ == "__main__":
    raise SystemExit(main())
