"""The page Avance and evidence: files to attach, drops, answers to what is asked, what is there."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog

from poa_desktop.poa.records import Evidencia
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.evidence.incoming_dialog import IncomingDialog
from poa_desktop.ui.evidence.placed import Placed, placed_in
from poa_desktop.ui.session import Session

CTRL = Qt.KeyboardModifier.ControlModifier
NO = Qt.KeyboardModifier.NoModifier


class Outside:
    """Answers to every question, and what was asked."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.target: Path | None = None
        self.opened: list[Path] = []
        self.dialogs: list[QDialog] = []
        self.answer: Callable[[QDialog], bool] | None = None

    def access(self) -> EvidenceAccess:
        return EvidenceAccess(
            ask_files=lambda _parent: [],
            ask_target=lambda _parent, _nombre: self.target,
            ask_folder=lambda _parent: self.folder,
            review=self._review,
            open_file=self._open,
        )

    def _review(self, dialog: QDialog) -> bool:
        assert self.answer is not None, f"nobody planned {dialog}"
        return self.answer(dialog)

    def _open(self, path: Path) -> bool:
        self.opened.append(path)
        return True

    def press(self, text: str) -> list[str]:
        """Answer the next question with a button; gives a list that gets what was asked."""
        asked: list[str] = []

        def answer(dialog: QDialog) -> bool:
            assert isinstance(dialog, IncomingDialog)
            asked.append(dialog.message.text())
            asked.extend(dialog.list.item(n).text() for n in range(dialog.list.count()))
            buttons = {each.text().replace("&", ""): each for each in dialog.buttons}
            asked.extend(buttons)
            buttons[text].click()
            return bool(dialog.result())

        self.answer = answer
        return asked


def clock() -> datetime:
    return datetime(2024, 10, 15, 10, 32)


def write(folder: Path, **contents: bytes) -> list[Path]:
    """Files named by the keywords, "_" for the dot of the suffix."""
    paths = []
    for name, content in contents.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.write_bytes(content)
        paths.append(path)
    return paths


def urls(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(data: QMimeData, at: QPointF = QPointF(5, 5)) -> QDropEvent:  # noqa: B008
    event = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO)
    event.kept = data  # type: ignore[attr-defined]  # Qt only points to it
    return event


def at(session: Session, clave: str, mes: int) -> list[Evidencia]:
    assert session.poa is not None
    every = placed_in(session.poa)
    return [each.evidencia for each in every if (each.clave, each.mes) == (clave, mes)]


def names(session: Session, clave: str = "P1.1", mes: int = 9) -> list[str]:
    return [each.nombre for each in at(session, clave, mes)]


def placed(session: Session, clave: str = "P1.1", mes: int = 9) -> list[Placed]:
    assert session.poa is not None
    return [e for e in placed_in(session.poa) if (e.clave, e.mes) == (clave, mes)]


def attach(page: AvancePage, paths: list[Path]) -> None:
    """Attach, and let the question come."""
    page.panel.evidence.attach_files(paths)
    QApplication.processEvents()


def heavy(folder: Path, count: int = 30) -> list[Path]:
    paths = [folder / f"foto {number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(b"%d" % number * 50_000)
    return paths
