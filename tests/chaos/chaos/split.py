"""The world of plain processes whose pools, one of each type, share one queue."""

from .load import COMPUTES, WAITS
from .processes import Processes

QUEUE = "shared"
IO, CPU, PREFORK = "conformance.recorded_io", "conformance.recorded_cpu", "conformance.recorded_prefork"
TURNED = f"{IO}\tcpu\tturned\n{CPU}\tio\tturned\n"


class Split(Processes):
    """Of the tasks that compute every second one requires a prefork pool."""

    pace = 0.05  # while routes are turned round, few processes have to wait for all
    probe_seconds = 60.0  # probes wait behind what the routes brought
    settings = {WAITS: ("green", 20, 3), COMPUTES: ("prefork", 3, 2)}
    queues = (QUEUE, *(f"{QUEUE}.{part}" for part in ("green", "prefork", "parked")))

    def __init__(self, folder, restore=True):
        super().__init__(folder, restore)
        self._required = set()  # ids of what requires a prefork pool

    def address(self, call):
        if call.queue == WAITS:
            return IO, QUEUE
        if int(call.id.rpartition("-")[2]) % 2:
            return CPU, QUEUE
        self._required.add(call.id)
        return PREFORK, QUEUE

    def probed(self, pool):
        return (IO if pool == WAITS else PREFORK), QUEUE

    def served(self, pool):
        return QUEUE

    def turn_routes(self):
        self.broker.set_rules(TURNED)

    def turn_routes_back(self):
        self.broker.set_rules("")

    def misplaced(self):
        return sum(id in self._required and self._pids.get(parent) != COMPUTES for id, _, parent in self.ledger.places())
