"""Verifying and checking a folio in the window: what is shown, copied, saved and told."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from benchmarks import tamper_attacks as attacks
from poa_desktop.poa.sello import Sello
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.verificacion import visit
from poa_desktop.ui.verificacion.dialog import VerificationDialog
from poa_desktop.ui.verificacion.folio_dialog import FolioDialog
from tests.data.test_cierres import NOW, T1, T2, Office
from tests.ui.answers import Answers

WAIT = 20_000


class Looks(Answers):
    """Answers the questions about files, and hands every dialog to a test."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Callable[[QDialog], object] = lambda _dialog: None
        self.seen: list[str] = []

    def review(self, dialog: QDialog) -> bool:
        self.seen.append(dialog.windowTitle())
        dialog.show()
        self.look(dialog)
        dialog.close()
        return False


@pytest.fixture
def file(tmp_path: Path) -> tuple[Path, tuple[Sello, Sello]]:
    office = Office(tmp_path / "obras.poa")
    with office.store:
        return office.store.path, (office.cerrar(T1), office.cerrar(T2))


@pytest.fixture
def prompts() -> Looks:
    return Looks()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, file: tuple[Path, object], prompts: Looks) -> MainWindow:
    made = MainWindow(lambda: NOW, Settings(tmp_path / "a.ini"), prompts)
    qtbot.addWidget(made)
    made.files.open_path(file[0])
    made.show()
    return made


def tree_of(dialog: VerificationDialog) -> dict[str, str]:
    rows: dict[str, str] = {}

    def walk(item: QTreeWidgetItem) -> None:
        for place in range(item.childCount()):
            child = item.child(place)
            rows[child.text(0)] = child.text(1)
            walk(child)

    walk(dialog.tree.invisibleRootItem())
    return rows


def verified(
    qtbot: QtBot, window: MainWindow, prompts: Looks, look: Callable[[VerificationDialog], object]
) -> None:
    def when_done(dialog: QDialog) -> None:
        assert isinstance(dialog, VerificationDialog)
        qtbot.waitUntil(lambda: dialog.found is not None, timeout=WAIT)
        look(dialog)

    prompts.look = when_done
    window.actions_["verificar"].trigger()
    assert prompts.seen == ["Verificar integridad"]


def test_a_sound_file_is_shown_copied_and_saved(
    qtbot: QtBot, window: MainWindow, prompts: Looks, file: tuple[Path, tuple[Sello, Sello]],
    tmp_path: Path,
) -> None:  # fmt: skip
    prompts.save = tmp_path / "informe"

    def look(dialog: VerificationDialog) -> None:
        assert dialog.title.text() == "El archivo está íntegro y sus sellos son válidos."
        rows = tree_of(dialog)
        assert rows["Bitácora"] == "Sin hallazgos"
        assert rows["Actos sellados"] == "2 válidos"
        assert rows["2024-T1 de Obras Públicas"] == "como se congeló"
        assert not dialog.accept_button.isVisible()
        qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
        copied = QGuiApplication.clipboard().text()
        assert all(each.folio in copied and each.corta in copied for each in file[1])
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        assert "El informe quedó en" in dialog.told.text()

    verified(qtbot, window, prompts, look)
    assert (tmp_path / "informe.pdf").read_bytes().startswith(b"%PDF-")
    assert prompts.proposals[0].name == "Informe de inalterabilidad - obras.pdf"


def test_what_was_altered_is_at_hand_when_the_dialog_opens(
    qtbot: QtBot, window: MainWindow, prompts: Looks, file: tuple[Path, object]
) -> None:
    window.set_session(None)
    with attacks.behind_triggers(file[0]) as conn:
        conn.execute("UPDATE avances SET realizado = 500 WHERE mes = 3")
    window.files.open_path(file[0])

    def look(dialog: VerificationDialog) -> None:
        assert dialog.title.text() == "El archivo fue alterado o está dañado."
        rows = tree_of(dialog)
        assert rows["A1.1, Realizado de marzo: 1 → 5"] == "ALTERADO"
        assert "Realizado de marzo: 1 → 5" in dialog.more.toPlainText()

    verified(qtbot, window, prompts, look)


def test_an_earlier_copy_warns_by_a_banner_and_is_recognised_in_the_dialog(
    qtbot: QtBot, window: MainWindow, prompts: Looks, file: tuple[Path, tuple[Sello, Sello]]
) -> None:
    assert window.workspace is not None
    visit.watch(window)
    assert window.workspace.banner.isHidden()  # nothing to tell of the file that is known
    window.set_session(None)
    with attacks.behind_triggers(file[0]) as conn:
        attacks.remove_last_act(conn)
    window.files.open_path(file[0])
    banner = window.workspace.banner
    qtbot.waitUntil(lambda: not banner.isHidden(), timeout=WAIT)  # by itself, a little later
    assert f"folio {file[1][1].folio}, que el archivo ya no tiene" in banner.label.text()

    def look(dialog: VerificationDialog) -> None:
        assert dialog.title.text().endswith("no es el que este equipo conocía.")
        dialog.found = None
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: dialog.found is not None, timeout=WAIT)
        assert dialog.title.text() == "El archivo está íntegro y sus sellos son válidos."
        assert not dialog.accept_button.isVisible()

    def when_done(dialog: QDialog) -> None:
        assert isinstance(dialog, VerificationDialog)
        qtbot.waitUntil(lambda: dialog.found is not None, timeout=WAIT)
        look(dialog)

    prompts.look = when_done
    qtbot.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    banner.hide()
    visit.watch(window)
    assert banner.isHidden()


def test_closing_ends_the_work(qtbot: QtBot, window: MainWindow, prompts: Looks) -> None:
    window.actions_["verificar"].trigger()  # closed at once
    assert prompts.seen == ["Verificar integridad"]
    assert window.session is not None
    assert window.session.store.verificar().conforme


def test_a_folio_is_answered(
    qtbot: QtBot, window: MainWindow, prompts: Looks, file: tuple[Path, tuple[Sello, Sello]]
) -> None:
    sello = file[1][0]
    QGuiApplication.clipboard().setText(f" {sello.codigo}\n")
    told: list[str] = []

    def ask(dialog: QDialog) -> None:
        assert isinstance(dialog, FolioDialog)
        assert dialog.field.text() == sello.codigo  # it was on the clipboard
        for text in (sello.codigo, f"{sello.folio} 0000-0000-0000-0000", sello.folio):
            dialog.field.setText(text)
            assert dialog.answer is None
            qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: dialog.answer is not None, timeout=WAIT)
            qtbot.waitUntil(dialog.check_button.isEnabled, timeout=WAIT)
            told.append(dialog.title.text())
        dialog.field.setText("nada")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
        told.append(dialog.more.toPlainText())

    prompts.look = ask
    window.actions_["comprobar_folio"].trigger()
    QGuiApplication.clipboard().clear()
    assert told[:3] == [
        "Coincide: es lo que se selló y sigue vigente.",
        "No coincide: la hoja no dice lo que se selló.",
        "El folio existe; falta comprobar su sello.",
    ]
    assert told[3].startswith("Ahí no hay un folio")


def test_a_file_without_seals_says_nothing_after_opening(
    qtbot: QtBot, tmp_path: Path, prompts: Looks
) -> None:
    office = Office(tmp_path / "nuevo.poa")
    office.store.close()
    made = MainWindow(lambda: NOW, Settings(tmp_path / "b.ini"), prompts)
    qtbot.addWidget(made)
    made.files.open_path(office.store.path)
    made.show()
    visit.watch(made)
    assert made.workspace is not None
    assert made.workspace.banner.isHidden()


def test_the_folio_stays_while_it_is_checked(window: MainWindow, qtbot: QtBot) -> None:
    """An answer never stands under another folio than the one it is about."""
    assert window.session is not None
    dialog = FolioDialog(window.session, window)
    qtbot.addWidget(dialog)
    dialog.field.setText("AC-2024-T1-1-7F3A9C21 3F2A-91BC-0011-2233")
    dialog.check()
    assert dialog.field.isReadOnly()
    qtbot.waitUntil(lambda: dialog.answer is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not dialog.field.isReadOnly(), timeout=WAIT)
    dialog.done(0)


def test_the_look_at_the_seals_does_not_wait_for_a_verification(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Opened and verified at once: the window stays alive."""
    assert window.session is not None
    begun, go_on = Event(), Event()

    def hold(_share: float) -> None:
        begun.set()
        assert go_on.wait(WAIT / 1000)

    store = window.session.store
    thread = Thread(target=lambda: store.verificar(hold))
    thread.start()
    assert begun.wait(WAIT / 1000)
    visit.watch(window)  # waited for ever
    go_on.set()
    thread.join()


def test_a_key_that_is_seen_for_the_first_time_is_shown_once(
    window: MainWindow,
    file: tuple[Path, tuple[Sello, Sello]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert window.workspace is not None
    monkeypatch.setenv("POA_DESKTOP_DATOS", str(tmp_path / "planeacion"))
    banner = window.workspace.banner
    visit.watch(window)
    assert f"huella {file[1][0].huella_llave}" in banner.label.text()
    assert banner.property("kind") == "done"
    banner.hide()
    visit.watch(window)
    assert banner.isHidden()
