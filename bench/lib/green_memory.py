"""See bench/green-memory."""

import re
import subprocess
import sys
import time

from worker import Redis, await_true, cpu_seconds, memory, message, metric, redis, worker

TASKS = 10_000
MIB = 1 << 20


def heap(jcmd, pid):
    """Bytes in use after full collections."""
    for _ in range(3):
        subprocess.run([jcmd, str(pid), "GC.run"], check=True, stdout=subprocess.DEVNULL)
    text = subprocess.run([jcmd, str(pid), "GC.heap_info"], check=True, capture_output=True, text=True).stdout
    return sum(int(kib) << 10 for kib in re.findall(r"total \d+K, used (\d+)K", text))


def idle(dist, port, seconds):
    with worker(dist, port, "-c", "1000") as (pid, _):
        time.sleep(seconds)
        return memory(pid, "VmRSS")


def parked(dist, port, jcmd, java):
    """Heap for each task that waits, the most that was resident, and the processor time of waiting."""
    with worker(dist, port, "-c", str(TASKS), java=java) as (pid, http):
        before = heap(jcmd, pid)
        client = Redis(port)
        for _ in range(TASKS // 100):
            client.ask("LPUSH", "celery", *(message("conformance.sleep", [600], 1024)[1] for _ in range(100)))
        await_true(lambda: metric(http, "greenfork_tasks_running") == TASKS, "all tasks run", 120)
        per_task = (heap(jcmd, pid) - before) / TASKS
        return per_task, memory(pid, "VmHWM")


def watching(dist, port, *arguments):
    """The part of a processor that a worker takes while 1,000 tasks wait."""
    with worker(dist, port, "-c", "1000", *arguments) as (pid, http):
        client = Redis(port)
        client.ask("LPUSH", "celery", *(message("conformance.sleep", [600])[1] for _ in range(1000)))
        await_true(lambda: metric(http, "greenfork_tasks_running") == 1000, "all tasks run", 60)
        time.sleep(5)
        used, begin = cpu_seconds(pid), time.monotonic()
        time.sleep(20)
        return (cpu_seconds(pid) - used) / (time.monotonic() - begin)


def measured(what, *arguments):
    with redis() as port:
        return what(arguments[0], port, *arguments[1:])


def main(dist, jcmd, seconds):
    rss = measured(idle, dist, float(seconds))
    print(f"resident, idle at -c 1000 after {seconds} s    {rss / MIB:8.0f} MB     at most 160", flush=True)
    per_task, most = measured(parked, dist, jcmd, "-XX:MaxRAM=1g")
    print(f"heap per waiting task, messages of 1 KB  {per_task / 1024:8.1f} KB     at most 10", flush=True)
    print(f"most resident, {TASKS} waiting tasks       {most / MIB:8.0f} MB     at most 1024", flush=True)
    watched, unwatched = measured(watching, dist), measured(watching, dist, "--without-watchdog")
    print(f"processor, 1,000 tasks that wait         {watched:8.2%}       {unwatched:.2%} without watchdog")


if __name__ == "__main__":
    main(*sys.argv[1:])
