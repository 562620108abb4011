"""A benchmark as SVG: a bar for each side's median on a logarithmic axis, with its spread. Pure."""

import math
from html import escape

from .model import medians, spread

WIDTH, LEFT, RIGHT, BAR, TOP = 900, 220, 110, 26, 50


def picture(result):
    first, by_side = result.benchmark.columns[0], medians(result)
    bars = [(side, by_side[side][first.key], *spread(result, side)) for side in by_side]
    low = min([least for _, _, least, _ in bars if least > 0] + [1.0])
    high = max([most for _, _, _, most in bars] + [low * 10])
    begin, end = math.floor(math.log10(low) - 0.01), math.ceil(math.log10(high))
    height = TOP + BAR * len(bars) + 30

    def x(value):
        at = (math.log10(max(value, 10.0**begin)) - begin) / (end - begin)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * at, 1)

    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">'
    yield f'<rect width="{WIDTH}" height="{height}" fill="white"/>'
    yield f'<text x="8" y="18" font-size="14">{escape(result.benchmark.title)}</text>'
    yield f'<text x="8" y="36">{escape(first.heading)}, logarithmic; bar: median, line: least to most</text>'
    for power in range(begin, end + 1):
        at = x(10.0**power)
        yield f'<path d="M{at} {TOP - 6}V{height - 24}" stroke="#ddd"/>'
        yield f'<text x="{at}" y="{height - 8}" text-anchor="middle">{10.0**power:,g}</text>'
    for number, (side, median, least, most) in enumerate(bars):
        y = TOP + BAR * number
        colour = "#148f77" if side.startswith("Greenfork") else "#888" if side.startswith("limit") else "#2471a3"
        yield f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(side)}</text>'
        yield f'<rect x="{LEFT}" y="{y + 3}" width="{max(1, round(x(median) - LEFT, 1))}" height="{BAR - 8}" fill="{colour}"/>'
        yield f'<path d="M{x(least)} {y + 12}H{x(most)}" stroke="black"/>'
        yield f'<text x="{x(most) + 6}" y="{y + 16}">{first.show(median)}</text>'
    yield "</svg>"
