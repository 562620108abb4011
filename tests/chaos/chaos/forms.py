"""How large runs are: short ones within `make test`, long ones by hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    tasks: int
    seconds: float  # how long tasks are sent and faults strike
    pause: float  # shortest pause between two faults; the longest is three times that

    @property
    def pauses(self):
        return self.pause, 3 * self.pause


LONG = {"processes": Form(20_000, 600, 3), "cluster": Form(20_000, 900, 5), "split": Form(50_000, 600, 3)}
SHORT = {"processes": Form(2_000, 90, 3), "cluster": Form(1_500, 90, 3), "split": Form(3_000, 60, 1)}
SHORT_SEED = 3  # one with which the short runs have every fault
