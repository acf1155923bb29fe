"""A small sample of the campaign that scripts/campaigns runs in full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CAMPAIGN = Path(__file__).resolve().parents[2] / "benchmarks" / "kill_campaign.py"


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of POSIX systems")
@pytest.mark.parametrize(
    ("what", "times"), [("save", 6), ("capture", 4), ("import", 2), ("restore", 2), ("cierre", 5)]
)
def test_nothing_acknowledged_is_lost_to_kill_9(what: str, times: int) -> None:
    done = subprocess.run(
        [sys.executable, CAMPAIGN, "--what", what, "--times", str(times)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{what}: {times} kills" in done.stdout
    assert done.stdout.rstrip().endswith(" 0 faults")
