"""Answers to the system's dialogs about files, for tests of the window."""

from pathlib import Path

from poa_desktop.ui.prompts import Prompts


class Answers(Prompts):
    """Says where to save, and remembers what was proposed."""

    def __init__(self) -> None:
        self.save: Path | None = None
        self.proposals: list[Path] = []

    def save_file(self, title: str, proposal: Path, filters: str) -> Path | None:
        self.proposals.append(proposal)
        return self.save
