"""See bench/green-hogs."""

import sys
import threading
import time

from worker import Redis, await_true, message, metric, redis, worker

PROBES = 100
PROBE_SECONDS = 0.01
BEAT_SECONDS = 2


def heartbeats(port, heard):
    """Notes when events come, until the connection ends."""
    client = Redis(port)
    client.send("PSUBSCRIBE", "*celeryev*")
    try:
        while client.read():
            heard.append(time.monotonic())
    except (OSError, ValueError):
        pass


def delays(port):
    """Milliseconds by which tasks that wait 10 ms start late: from sending to result, less the 10 ms."""
    client, late = Redis(port), []
    for _ in range(PROBES):
        task_id, envelope = message("conformance.sleep", [PROBE_SECONDS])
        begin = time.monotonic()
        client.ask("LPUSH", "celery", envelope)
        while client.ask("GET", f"celery-task-meta-{task_id}") is None:
            if time.monotonic() - begin > 10:
                return [*late, 10_000.0]
            time.sleep(0.001)
        late.append((time.monotonic() - begin - PROBE_SECONDS) * 1000)
        time.sleep(0.01)
    return late


def percentile(values, part):
    return sorted(values)[int(len(values) * part) - 1] if len(values) == PROBES else values[-1]


def measure(dist, hogs, *arguments, prefix=()):
    with redis() as port, worker(dist, port, "-c", "100", *arguments, prefix=prefix) as (_, http):
        heard = []
        threading.Thread(target=heartbeats, args=(port, heard), daemon=True).start()
        delays(port)
        usual = delays(port)
        client = Redis(port)
        client.ask("LPUSH", "celery", *(message("conformance.hog", [30_000])[1] for _ in range(hogs)))
        await_true(lambda: metric(http, "greenfork_tasks_running") >= min(hogs, 1), "hogs run")
        time.sleep(1)
        late = delays(port)
        time.sleep(2 * BEAT_SECONDS)
        gaps = [b - a for a, b in zip(heard, heard[1:])]
        return percentile(usual, 0.95), percentile(late, 0.95), max(gaps)


def main(dist, hogs):
    print("start delay of other tasks, p95 in ms    without hogs    with hogs    longest gap between beats")
    forms = [("two processors", (), "", 100), ("one processor", ("taskset", "-c", "0"), "", 250)]
    forms.append(("two processors, no watchdog", (), "--without-watchdog", None))
    for name, prefix, argument, most in forms:
        usual, late, gap = measure(dist, int(hogs), *filter(None, [argument]), prefix=prefix)
        bound = f"at most {most}" if most else "as a comparison"
        print(f"{name:<40} {usual:12.1f} {late:12.1f} {gap:12.1f} s     {bound}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
