"""What a run has shown: as text, as Markdown, as a picture. Pure."""

from collections import defaultdict

from .oracle import count, judge


def verdict(evidence):
    """Lines for a terminal."""
    for finding in judge(evidence):
        yield f"{'holds ' if finding.holds else 'BROKEN'}  {finding.promise}: {finding.seen}"


def table(evidence):
    """Markdown: each kind of fault, how often, and what was in flight at them."""
    kinds = defaultdict(list)
    for strike in evidence.strikes:
        kinds[strike.title].append(strike)
    yield "| fault | times | tasks in flight on the worker, sum (most) |"
    yield "|---|---|---|"
    for title, strikes in sorted(kinds.items()):
        flights = [strike.in_flight for strike in strikes]
        yield f"| {title} | {len(strikes)} | {sum(flights)} ({max(flights)}) |"
    n = count(evidence)
    yield f"| all | {len(evidence.strikes)} | {n.in_flight} |"


def findings(evidence):
    """Markdown: each promise and what was seen."""
    yield "| promise | holds | seen |"
    yield "|---|---|---|"
    for finding in judge(evidence):
        yield f"| {finding.promise} | {'yes' if finding.holds else '**no**'} | {finding.seen} |"


WIDTH, HEIGHT, LEFT, BOTTOM = 900, 240, 50, 40
COLOURS = ("#c0392b", "#2471a3", "#d68910", "#7d3c98", "#148f77", "#5d6d7e", "#a04000", "#1a5276", "#b7950b")


def picture(title, samples, strikes):
    """SVG: tasks in flight and waiting over time, with a line at each fault."""
    end = max([sample.at for sample in samples] + [1])
    top = max([max(sample.in_flight, sample.waiting) for sample in samples] + [1])
    titles = sorted({strike.title for strike in strikes})
    height = HEIGHT + BOTTOM + 16 * (len(titles) + 1)

    def x(at):
        return round(LEFT + (WIDTH - LEFT - 10) * at / end, 1)

    def y(value):
        return round(HEIGHT - (HEIGHT - 30) * value / top, 1)

    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">'
    yield f'<rect width="{WIDTH}" height="{height}" fill="white"/><text x="{LEFT}" y="18" font-size="14">{title}</text>'
    for value in (0, top // 2, top):
        yield f'<text x="4" y="{y(value) + 4}">{value}</text><path d="M{LEFT} {y(value)}H{WIDTH - 10}" stroke="#ddd"/>'
    step = max(30, round(end / 8 / 30) * 30)
    for at in range(0, int(end) + 1, step):
        yield f'<text x="{x(at)}" y="{HEIGHT + 16}" text-anchor="middle">{at} s</text>'
    for strike in strikes:
        colour = COLOURS[titles.index(strike.title) % len(COLOURS)]
        width = max(1.5, x(strike.at + strike.lasted) - x(strike.at))
        yield f'<rect x="{x(strike.at)}" y="30" width="{width}" height="{HEIGHT - 30}" fill="{colour}" opacity="0.35"/>'
    for name, colour, of in (("in flight", "black", "in_flight"), ("waiting", "#888", "waiting")):
        points = " ".join(f"{x(sample.at)},{y(getattr(sample, of))}" for sample in samples)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.2"><title>{name}</title></polyline>'
    yield f'<text x="{LEFT}" y="{HEIGHT + 36}">black: tasks in flight; grey: messages that wait, due later included; bars: faults</text>'
    for number, each in enumerate(titles):
        at, colour = HEIGHT + BOTTOM + 12 + 16 * number, COLOURS[number % len(COLOURS)]
        yield f'<rect x="{LEFT}" y="{at - 9}" width="10" height="10" fill="{colour}" opacity="0.5"/>'
        yield f'<text x="{LEFT + 16}" y="{at}">{each}</text>'
    yield "</svg>"
