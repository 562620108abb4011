"""`greenfork routes`: what it prints for Celery's producers is taken by Celery."""

import json

import pytest
from celery import Celery
from support.commands import greenfork

pytestmark = pytest.mark.greenfork_only


def test_celery_routes_as_the_command_prints(start_worker, redis_server):
    start_worker("green", queues="shared", concurrency=4)
    start_worker("prefork", queues="shared", concurrency=1)

    shown = greenfork("routes", "--broker", redis_server.url(), "--format", "json", "shared")
    by_name = {route["task"]: route for route in json.loads(shown.out)}
    assert by_name["conformance.sleep"]["runsIn"] == "green"
    assert by_name["conformance.burn"]["runsIn"] == "prefork"

    printed = greenfork("routes", "--broker", redis_server.url(), "--format", "celery", "shared")
    configuration = {}
    exec(printed.out, configuration)
    client = Celery()
    client.conf.task_routes = configuration["task_routes"]
    for task, route in by_name.items():
        chosen = client.amqp.router.route({}, task)["queue"].name
        assert chosen == "shared-" + route["runsIn"], task
