"""A small sample of the campaign that scripts/campaigns runs in full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CAMPAIGN = Path(__file__).resolve().parents[2] / "benchmarks" / "tamper_campaign.py"


@pytest.mark.parametrize("who", ["A", "B", "C", "D", "innocent"])
def test_each_attacker_is_found_where_the_model_says(who: str) -> None:
    done = subprocess.run(
        [sys.executable, CAMPAIGN, "--who", who, "--times", "25", "--seed", "7"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CAMPAIGN.parents[1])},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{who}: 25 tried, 0 faults" in done.stdout
