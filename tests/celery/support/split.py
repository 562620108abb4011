"""A green and a prefork worker at one queue, for tests to which they are one worker."""

from .processes import await_that

# Everything else without a kind runs in the prefork worker.
RULES = "".join(f"conformance.{task}\tio\ttests\n" for task in ("add", "fail", "more"))


class SplitPools:
    def __init__(self, *workers):
        self.workers = workers
        for worker in workers:
            await_that("the queue is split", lambda worker=worker: "greenfork_queues_split 1" in worker.get("/metrics")[1], timeout=30)

    def runs(self):
        return all(worker.runs() for worker in self.workers)

    def log_text(self):
        return "".join(worker.log_text() for worker in self.workers)

    def stop(self):
        for worker in self.workers:
            worker.ask_to_end()
        return max(worker.stop() for worker in self.workers)
