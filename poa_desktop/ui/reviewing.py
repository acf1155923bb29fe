"""The list of the revisión beneath the page: coming, going, and going through it by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poa_desktop.ui.workspace import Workspace


def is_shown(workspace: Workspace) -> bool:
    """Whether the list is in sight; asking does not make it."""
    return "problems" in workspace.__dict__ and workspace.problems.isVisible()


def show(workspace: Workspace) -> None:
    """Bring the list into sight."""
    if not is_shown(workspace):
        workspace.problems.come()
        workspace.share_height()


def toggle(workspace: Workspace) -> None:
    """Bring the list into sight with the keyboard in it, or take it away."""
    if is_shown(workspace):
        workspace.problems.go_away()
    else:
        show(workspace)
        workspace.problems.list.setFocus()


def step(workspace: Workspace, by: int) -> None:
    """Go to the next problem (1) or the one before (-1), with the list in sight."""
    show(workspace)
    workspace.problems.step(by)
