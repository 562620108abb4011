"""What the person who started a run has chosen."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    dist: Path
    scale: float

    def scaled(self, count):
        """A number of tasks, at least three: one to warm up, two to time."""
        return max(3, round(count * self.scale))
