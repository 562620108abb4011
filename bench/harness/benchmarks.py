"""All benchmarks by name, in the order of their value."""

from .no_op import no_op

ALL = {"no-op": no_op}
