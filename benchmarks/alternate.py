"""Medians of alternating runs (A B A B …), so that both sides meet the same weather."""

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternate(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int, warm: int = 1
) -> tuple[float, float]:
    """Median seconds of both sides; each function gives the seconds of one run of its own.

    The first *warm* rounds (compiling, disk cache, fonts) do not count.
    """
    pairs = [(ours(), floor()) for _ in range(warm + rounds)][warm:]
    return tuple(statistics.median(side) for side in zip(*pairs, strict=True))  # type: ignore


def show(what: str, ours: float, floor: float) -> None:
    """One row of the table."""
    print(f"{what:<52} {ours * 1000:>9.1f} {floor * 1000:>9.1f} {ours / floor:>6.2f}", flush=True)


def show_heading() -> None:
    """The head of the table."""
    print(f"{'qué':<52} {'ms':>9} {'piso, ms':>9} {'veces':>6}", flush=True)
