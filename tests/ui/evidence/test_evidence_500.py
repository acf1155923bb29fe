"""Five hundred files of evidence: in by a drop on the list, out by «guardar todas», the same bytes.

POA_TEST_EVIDENCIAS=5000 takes ten times as many; -s prints what was measured.
"""

import hashlib
import os
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from poa_desktop.data import integrity
from poa_desktop.data.evidencias import MAX_BYTES, file_name
from poa_desktop.data.store import create_store, open_store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.evidence import incoming
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.evidence.incoming_dialog import IncomingDialog
from poa_desktop.ui.evidence.placed import placed_in
from poa_desktop.ui.evidence.thumbnails import thumbnails_of
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from tests.evidence_files import make_files

COUNT = int(os.environ.get("POA_TEST_EVIDENCIAS", "500"))


def clock() -> datetime:
    return datetime(2024, 10, 15, 10, 32)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with create_store(tmp_path / "x.poa", clock) as store:
        write_example(store)
        store.forget_history()
        made = Session(store, clock)
        made.set_periodo(parse_periodo("2024-T3"))
        yield made


def drop_event(paths: list[Path]) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier)
    event.kept = data  # type: ignore[attr-defined]
    return event


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_five_hundred_files_come_in_and_go_out_with_the_same_bytes(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST", max(incoming.MOST, COUNT + 1))
    (tmp_path / "origen").mkdir()
    (tmp_path / "destino").mkdir()
    paths = make_files(tmp_path / "origen", COUNT)
    good, over = paths[:-1], paths[-1]
    asked: list[str] = []

    def review(dialog: QDialog) -> bool:
        assert isinstance(dialog, IncomingDialog)
        asked.extend(dialog.list.item(n).text() for n in range(dialog.list.count()))
        asked.extend(button.text() for button in dialog.buttons)
        dialog.buttons[0].click()
        return True

    access = EvidenceAccess(review=review, ask_folder=lambda _parent: tmp_path / "destino")
    page = AvancePage(session, Place(TipoLugar.POA, 1), access=access)
    qtbot.addWidget(page)
    page.resize(1050, 620)
    page.show()
    page.grid.table.go(1, page.model.column_of_month(9))
    told: list[str] = []
    page.panel.evidence.told.connect(told.append)
    before = session.store.content_hash()
    began = time.perf_counter()
    with Memory() as memory:
        page.panel.evidence.list.dropEvent(drop_event(paths))
        qtbot.waitUntil(lambda: bool(told), timeout=600_000)
    took_in = time.perf_counter() - began

    # one question, one bad file named with its reason, one operation
    assert asked == [
        "demasiado.mov: pesa más de 25.0 MB y el límite es de 25 MB: reduzca el archivo o divídalo",
        f"Adjuntar las &demás ({COUNT})",
        "&No adjuntar nada",
    ]
    assert told == [f"Se adjuntaron {COUNT} evidencias. «vacío.txt» está vacío (0 bytes)."]
    assert session.store.undo_title == f"Adjuntar {COUNT} evidencias a P1.1, septiembre"
    assert not over.read_bytes()[:1] or over.stat().st_size == MAX_BYTES + 1
    # the same bytes under the name that is predicted
    assert session.poa is not None
    kept = [p for p in placed_in(session.poa) if (p.clave, p.mes) == ("P1.1", 9)]
    wanted = [(file_name(path.name), digest(path.read_bytes())) for path in good]
    assert [(p.evidencia.nombre, p.evidencia.sha256) for p in kept] == wanted
    assert sorted(p.evidencia.tamano for p in kept)[0] == 0
    assert sorted(p.evidencia.tamano for p in kept)[-1] == MAX_BYTES

    # out again
    told.clear()
    began = time.perf_counter()
    page.panel.evidence.save_all()
    qtbot.waitUntil(lambda: bool(told), timeout=600_000)
    took_out = time.perf_counter() - began
    assert told == [f"Se guardaron {COUNT} evidencias en «destino»."]
    out = {path.name: digest(path.read_bytes()) for path in (tmp_path / "destino").iterdir()}
    assert sorted(out.values()) == sorted(sha for _, sha in wanted)
    check_names(set(out))

    # back and forth
    after = session.store.content_hash()
    session.undo()
    assert session.store.content_hash() == before
    session.redo()
    assert session.store.content_hash() == after
    assert integrity.verify(session.store.connection).integro
    qtbot.waitUntil(lambda: thumbnails_of(session).is_idle, timeout=60_000)
    print(
        f"\n{COUNT} files, {sum(p.evidencia.tamano for p in kept) / 1e6:.0f} MB: "
        f"in {took_in:.2f} s ({took_in / COUNT * 1000:.1f} ms each), "
        f"out {took_out:.2f} s ({took_out / COUNT * 1000:.1f} ms each), "
        f"memory +{memory.grown / 1e6:.0f} MB"
    )


def check_names(names: set[str]) -> None:
    """Every name can be written on Windows, and those that were equal can be told apart."""
    assert len({name.casefold() for name in names}) == len(names) == COUNT
    for name in names:
        assert not set(name) & set('<>:"/\\|?*\n\t') and name == name.strip(" .")
        assert name.split(".")[0].strip().casefold() not in ("con", "nul", "aux", "com1", "lpt¹")
        assert len(name) < 120
    expected = {
        "_CON.txt", "_com1.pdf.txt", "_NUL", "_LPT¹.csv", "renglón uno renglón dos.txt",
        "camión áéíóú ñ.txt", "dos_puntos _comillas_ _y_ más_.txt", "factura.pdf",
        "factura (2).pdf", "oculto.txt", "termina en punto", "foto 📷 del acto 🎉.txt",
    }  # fmt: skip
    assert expected <= names


class Memory:
    """How far the memory of this process grows meanwhile, looked at every few milliseconds."""

    def __enter__(self) -> "Memory":
        self._stop = threading.Event()
        self._first = self._most = self._now()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_details: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.003):
            self._most = max(self._most, self._now())

    @staticmethod
    def _now() -> int:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    @property
    def grown(self) -> int:
        """Bytes."""
        return self._most - self._first


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="tells memory only on Linux")
def test_much_evidence_takes_little_memory(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    """320 MB come in; one file is in memory at a time, and what is held for the question."""
    paths = []
    for number in range(16):
        path = tmp_path / f"video {number}.mp4"
        with open(path, "wb") as stream:
            stream.write(b"video %d" % number)
            stream.truncate(20_000_000)
        paths.append(path)
    page = AvancePage(session, Place(TipoLugar.POA, 1), access=EvidenceAccess())
    qtbot.addWidget(page)
    page.show()
    page.grid.table.go(1, page.model.column_of_month(9))
    told: list[str] = []
    page.panel.evidence.told.connect(told.append)
    with Memory() as memory:
        page.panel.evidence.attach_files(paths)
        qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told == ["Se adjuntaron 16 evidencias."]
    assert memory.grown < 160_000_000, f"{memory.grown / 1e6:.0f} MB"
    print(f"320 MB in: memory +{memory.grown / 1e6:.0f} MB")


def test_it_is_all_there_when_the_file_is_opened_again(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "y.poa"
    with create_store(path, clock) as store:
        write_example(store)
        session = Session(store, clock)
        (tmp_path / "f").mkdir()
        files = make_files(tmp_path / "f", 30)[:-1]
        batch = incoming.gather(files, {})
        page = AvancePage(session, Place(TipoLugar.POA, 1), access=EvidenceAccess())
        qtbot.addWidget(page)
        page.show()
        page.grid.table.go(1, page.model.column_of_month(9))
        page.panel.evidence.attach_files(files)
        qtbot.waitUntil(lambda: store.undo_title is not None and "30" in store.undo_title)
        qtbot.waitUntil(lambda: thumbnails_of(session).is_idle)
    with open_store(path, clock) as store:
        assert integrity.verify(store.connection).integro
        for each in batch.files:
            assert store.evidence(each.sha256) == each.read()
