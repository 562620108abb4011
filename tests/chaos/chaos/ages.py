"""Since when processes run."""

import os
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def age(process):
    """Seconds since it was started, or None where it does not run."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / _TICKS  # the 22nd field, see proc_pid_stat(5)
