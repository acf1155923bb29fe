"""The two documents every test of the intake reads: the bundled example and the seed."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SEED = PROJECT.parent / "shared" / "seed" / "POA_2024_Hacienda_Municipal_Jocotepec.txt"


@pytest.fixture(scope="session")
def example_folder() -> Path:
    return PROJECT / "resources" / "ejemplo"


@pytest.fixture(scope="session")
def example_text(example_folder: Path) -> bytes:
    return (example_folder / "poa_ejemplo.txt").read_bytes()


@pytest.fixture(scope="session")
def seed_text() -> bytes:
    if not SEED.is_file():
        pytest.skip("the seed document (../shared/seed) is not on this machine")
    return SEED.read_bytes()
