"""A round scale for the curve's axis, the same on paper and on the screen."""

from math import ceil, floor, log10


def scale_top(highest: float) -> tuple[float, float]:
    """End of the axis and distance of its marks: round numbers, three to five marks."""
    if highest <= 0:
        return 1.0, 1.0
    rough = highest / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough)
    if step > 1:
        step = float(ceil(step))
    return step * ceil(highest / step), step
