"""When which fault strikes whom: a pure function of a seed."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Kind:
    """What the schedule has to know of a fault."""

    name: str
    lasts: float = 0.0  # seconds until it is over; others strike meanwhile
    needs_api: bool = False  # asks the API server, so it cannot strike while that is stopped
    stops_api: bool = False
    weight: int = 1  # how often, beside the others


@dataclass(frozen=True)
class Planned:
    at: float  # seconds from the start
    fault: str  # name of its kind
    target: float  # from 0 up to 1: which of those that can be hit at that moment


def plan(seed, kinds, seconds, pauses):
    """Faults until `seconds`, each over by then, `pauses` (shortest, longest) apart.

    Drawn as from a bag that is filled again when it is empty, so that none is missing from a run that is long enough.
    """
    after_api = max(15.0, min(60.0, seconds / 15))  # how long those that need the API server keep away once it is back
    random = Random(f"faults {seed}")
    planned, bag, at, api_back = [], [], random.uniform(*pauses), 0.0
    while at < seconds:
        bag = bag or _filled(kinds, random)
        fits = [kind for kind in bag if at + kind.lasts <= seconds and not (kind.needs_api and at < api_back)]
        if fits:
            kind = fits[0]
            bag.remove(kind)
            planned.append(Planned(round(at, 2), kind.name, round(random.random(), 4)))
            if kind.stops_api:
                api_back = at + kind.lasts + after_api
        elif all(at + kind.lasts > seconds for kind in bag):
            bag = []  # the rest of it lasts too long for what is left
            if not any(at + kind.lasts <= seconds for kind in kinds):
                break
            continue
        at += random.uniform(*pauses)
    return tuple(planned)


def _filled(kinds, random):
    bag = [kind for kind in kinds for _ in range(kind.weight)]
    random.shuffle(bag)
    return bag
