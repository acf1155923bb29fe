"""A small sample of the garbage campaign that scripts/campaigns runs in full."""

import subprocess
import sys
from pathlib import Path

CAMPAIGN = Path(__file__).resolve().parents[2] / "benchmarks" / "garbage_campaign.py"


def test_garbage_fails_nowhere_becomes_no_formula_and_is_not_lost_unsaid() -> None:
    done = subprocess.run(
        [sys.executable, CAMPAIGN, "--times", "300", "--seed", "7"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("garbage: 300 texts, 600 cells read back, 0 faults")
