"""The window put into every state worth a look, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from poa_desktop.data import bloques
from poa_desktop.export.batch import Report, Result
from poa_desktop.export.batch_files import EnvioReport, FileReport, PoaReport
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.propuestas import propuestas_de
from poa_desktop.ui.about_dialogs import AboutDialog
from poa_desktop.ui.buscar.replace_dialog import ReplaceDialog
from poa_desktop.ui.envio.batch_dialog import BatchDialog
from poa_desktop.ui.envio.dialog import EnvioDialog
from poa_desktop.ui.envio.export_dialog import ExportDialog
from poa_desktop.ui.envio.lote_dialog import LoteDialog
from poa_desktop.ui.envio.sipot_dialog import SipotDialog
from poa_desktop.ui.grid.content import BadCell
from poa_desktop.ui.grid.paste_dialog import PasteDialog
from poa_desktop.ui.historial.dialog import HistorialDialog
from poa_desktop.ui.historial.visit import names_of
from poa_desktop.ui.import_report_dialog import ImportReportDialog
from poa_desktop.ui.job import Job
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.observaciones.dialog import ObservarDialog
from poa_desktop.ui.place import Place
from poa_desktop.ui.preview.page import PreviewPage
from poa_desktop.ui.preview.zoom import Fit
from poa_desktop.ui.propuestas.dialog import PropuestasDialog
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.shortcuts_dialog import ShortcutsDialog
from tests.screens import evidence_dialogs, verificaciones
from tests.screens.autorizados import adecuacion_dialogs
from tests.screens.cierres import closing_dialogs, closing_states
from tests.screens.libros import libro_dialog
from tests.screens.nuevos import nuevo_dialogs
from tests.screens.reglas import regla_dialogs
from tests.screens.scenes import HOY, PERSON, shots

if TYPE_CHECKING:
    from sqlite_utils import Database

_FRAME = QSize(16, 40)
"""What the system's frame and title take of a screen."""

_LONG_SENTENCE = (
    "No se pudo escribir en C:\\Usuarios\\Hacienda\\Documentos\\POA 2024\\hacienda-municipal.poa "
    "porque otro programa lo tiene abierto: ciérrelo y repita lo último que hizo."
)


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see now: its name and the window or dialog."""

    name: str
    widget: QWidget


def open_window(path: Path, folder: Path, size: QSize) -> MainWindow:
    """A window of its own size with a file in it, as after the start of the program."""
    window = MainWindow(lambda: HOY, Settings(folder / f"{path.stem}.ini"))
    window.files.open_path(path)
    window.resize(size)
    window.show()
    window.activateWindow()
    rest(window)
    return window


def settle() -> None:
    """Let layouts, deferred deletions and what waits for the next turn come to rest."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def rest(window: MainWindow) -> None:
    """Wait for what a window does a little later: its first page, the count of problems."""
    settle()
    while window.session is not None and not _is_at_rest(window):
        QCoreApplication.processEvents()
    settle()


def _is_at_rest(window: MainWindow) -> bool:
    assert window.workspace is not None
    pages = window.workspace.pages
    waiting = any(each.isSingleShot() and each.isActive() for each in window.findChildren(QTimer))
    return not waiting and pages.currentWidget() is pages.page


def pages(window: MainWindow, wanted: Container[str] | None = None) -> Iterator[View]:
    """Every page of every kind of node; *wanted* leaves out what nobody asked for."""
    assert window.session is not None and window.session.poa is not None
    assert window.workspace is not None
    for shot in list(shots(window.session.poa)):
        if wanted is None or shot.name in wanted:
            window.workspace.show_place(shot.place)
            window.workspace.show_page(shot.page)
            settle()
            yield View(shot.name, window)


def asides(window: MainWindow, wanted: Container[str] | None = None) -> Iterator[View]:
    """The list of problems, a long error, a filter without result."""
    assert window.workspace is not None
    space = window.workspace
    states: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "revision": (
            window.actions_["observaciones"].trigger,
            window.actions_["observaciones"].trigger,
        ),
        "error": (lambda: window.tell(_LONG_SENTENCE, True), space.banner.hide),
        "cortado": (lambda: _cut(window), space.editing.exchange.cancel_cut),
        "pegar-renglones": (
            lambda: space.banner.offer(
                "El portapapeles tiene 1,200 renglones de texto.",
                [("Pegar 1,200 líneas", lambda: None), ("Pegar como una sola línea", lambda: None)],
            ),
            space.banner.hide,
        ),
        "quien-captura": (lambda: _name(window, _LONG_NAME), lambda: _name(window, "")),
        "filtro": (lambda: space.tree.search.setText("zzz"), space.tree.search.clear),
        "buscar": (lambda: _find(window, "informe"), window.finding.close),
        "buscar-nada": (lambda: _find(window, "zzz"), window.finding.close),
        "buscar-recientes": (lambda: _find(window, ""), window.finding.close),
    }
    for name, (begin, end) in states.items():
        if wanted is None or name in wanted:
            begin()
            settle()
            yield View(name, window)
            end()
            settle()


def closings(window: MainWindow, wanted: Container[str] | None = None) -> Iterator[View]:
    """The page Cierre in every state of a period, and the tables of a closed one."""
    for name in closing_states(window, wanted, settle):
        yield View(name, window)


_LONG_NAME = "María de los Ángeles Hernández-Villaseñor y Gutiérrez de Velasco"


def _name(window: MainWindow, nombre: str) -> None:
    """Have it said who captures."""
    assert window.session is not None
    store = window.session.store
    store.person = replace(store.person, nombre=nombre)
    window.session.persona_changed.emit()


def _cut(window: MainWindow) -> None:
    """Cut two líneas that are chosen together, where there are any."""
    assert window.workspace is not None and window.session is not None
    space, poa = window.workspace, window.session.poa
    assert poa is not None
    lineas = next((each.lineas for each in poa.actividades if len(each.lineas) > 1), ())
    places = [Place(TipoLugar.LINEA, each.id) for each in lineas[:2]]
    if places:
        space.show_place(places[0])
        space.tree.show_places(places)
    space.editing.exchange.cut()


def _find(window: MainWindow, words: str) -> None:
    window.finding.open()
    assert window.workspace is not None
    panel = window.finding.panel_of(window.workspace)
    panel.recents.add("adquisiciones")
    panel.field.setText(words)
    panel.look()


def _replace(window: MainWindow, old: str, new: str) -> ReplaceDialog:
    assert window.session is not None
    dialog = ReplaceDialog(window.session, window)
    dialog.begin(old, None, "", exact=False)
    dialog.new_words.setText(new)
    dialog.look()
    return dialog


def previews(window: MainWindow, wanted: Container[str] | None = None) -> Iterator[View]:
    """The documents as paper."""
    for documento in ("poa", "evaluacion", "tablero"):
        name = f"vista-previa-{documento}"
        if wanted is None or name in wanted:
            window.show_preview(documento)
            settle()
            assert window.preview is not None
            while any(job.isRunning() for job in window.preview.findChildren(Job)):
                QCoreApplication.processEvents()
            settle()
            yield View(name, window)
            window.close_preview()
            settle()


def preview_states(window: MainWindow, wanted: Collection[str] | None = None) -> Iterator[View]:
    """The preview while it searches, tells something, or has no paper to show."""
    if wanted is not None and not any(name.startswith("vista-previa-") for name in wanted):
        return
    window.show_preview("evaluacion")
    settle()
    preview = window.preview
    assert preview is not None
    _wait_for_jobs(preview)
    states: dict[str, Callable[[], object]] = {
        "vista-previa-buscar": lambda: _search(preview, "accion"),
        "vista-previa-sin-resultados": lambda: _search(preview, "zzz"),
        "vista-previa-pagina-completa": lambda: _show_whole_page(preview),
        "vista-previa-guardado": lambda: preview._saved(
            Path("C:/Usuarios/Hacienda/Documentos/Hoja de evaluación.pdf")
        ),
        "vista-previa-sin-impresora": preview._tell_no_printer,
        "vista-previa-error": lambda: preview._refused(_LONG_SENTENCE),
        "vista-previa-preparando": lambda: preview.state.show_preparing(
            "Hoja de evaluación", preview.maker.cancel
        ),
    }
    for name, begin in states.items():
        begin()
        settle()
        if wanted is None or name in wanted:
            yield View(name, window)
    preview.area.set_zoom(Fit.AUTO)  # it is remembered
    window.close_preview()
    settle()


def _search(preview: PreviewPage, words: str) -> None:
    preview.open_search()
    preview.search.bar.field.setText(words)
    _wait_for_jobs(preview)
    preview.search.look()


def _show_whole_page(preview: PreviewPage) -> None:
    preview.search.close()
    preview.area.set_zoom(Fit.PAGE)


def _wait_for_jobs(widget: QWidget) -> None:
    while any(job.isRunning() for job in widget.findChildren(Job)):
        QCoreApplication.processEvents()
    settle()


def _envio(window: MainWindow, report: Report | None = None) -> EnvioDialog:
    assert window.session is not None
    dialog = EnvioDialog(window.session, window.settings, window.prompts, window)
    dialog.target.field.setText("Documentos")  # a folder of this run means nothing to who looks
    if report is not None:
        _show_result(dialog, report)
    return dialog


def _lote(window: MainWindow, report: EnvioReport | None = None) -> LoteDialog:
    periodo = parse_periodo("2024-T3")
    dialog = LoteDialog(window.settings, window.prompts, window.now, periodo, window)
    dialog.target.field.setText("Documentos")
    dialog.add([_recent(number) for number in range(40)])
    if report is not None:
        _show_result(dialog, report)
    return dialog


def _show_result(dialog: BatchDialog, report: object) -> None:
    dialog.folder = Path("Documentos")
    dialog.stack.setCurrentIndex(1)
    dialog.run_button.hide()
    dialog._show_report(report)
    dialog._finished()


_SENT = Report(
    (
        Result("POA oficial (PDF)", Path("POA oficial - Hacienda Municipal 2024.pdf")),
        Result("Hoja de evaluación", error=_LONG_SENTENCE),
        Result("Libro de Excel", Path("Libro de Excel - Hacienda Municipal 2024.xlsx")),
    )
)
_SENT_MANY = EnvioReport(
    (
        *(
            FileReport(
                Path(f"dependencia-{number}.poa"),
                poas=(PoaReport(f"Dependencia {number} · POA 2024", Report(_SENT.results[:1])),),
            )
            for number in range(12)
        ),
        *(
            FileReport(
                Path(f"{name}.poa"),
                poas=(
                    PoaReport(
                        "Catastro · POA 2024",
                        Report(_SENT.results[:1]),
                        Path(f"Catastro 2024{tail}"),
                        Path("Catastro 2024"),
                    ),
                ),
            )
            for name, tail in (("catastro", ""), ("catastro corregido", " (2)"))
        ),
        FileReport(Path("obras.poa"), "«obras.poa» no tiene un POA de 2024: contiene 2023."),
        FileReport(Path("turismo.poa"), _LONG_SENTENCE),
    )
)


_BAD_CELLS = [
    BadCell(
        (("", number, "realizado"), "m3"),
        f"A{number}.{number}, marzo, realizado",
        "abc",
        "«abc» no es una cantidad: escriba un número de 0 en adelante, con punto y dos decimales "
        "como máximo (1.5).",
    )
    for number in range(1, 61)
]


def dialogs(window: MainWindow, wanted: Container[str] | None = None) -> Iterator[View]:
    """Every dialog of the program, no larger than a screen of the window's size."""
    session = window.session
    assert session is not None and session.poa is not None
    poa = session.poa
    kinds: dict[str, Callable[[], QDialog]] = {
        "dialogo-exportar": lambda: ExportDialog(
            session, Path("Documentos"), window.prompts, window
        ),
        "dialogo-enviar": lambda: _envio(window),
        "dialogo-enviar-resultado": lambda: _envio(window, _SENT),
        "dialogo-varios": lambda: _lote(window),
        "dialogo-varios-resultado": lambda: _lote(window, _SENT_MANY),
        "dialogo-sipot": lambda: SipotDialog(session, Path("Documentos"), window.prompts, window),
        **nuevo_dialogs(window),
        **adecuacion_dialogs(window),
        "dialogo-importacion": lambda: ImportReportDialog(poa, session.problems(), window),
        "dialogo-libro": lambda: libro_dialog(window, poa),
        "dialogo-pegar": lambda: PasteDialog(_BAD_CELLS, 12, window),
        "dialogo-evidencias": lambda: evidence_dialogs.gallery(window),
        "dialogo-evidencia": lambda: evidence_dialogs.large(window),
        "dialogo-adjuntar": lambda: evidence_dialogs.incoming(window),
        "dialogo-adjuntando": lambda: evidence_dialogs.progress(window),
        "dialogo-observar": lambda: evidence_dialogs.motivo(window),
        "dialogo-observar-linea": lambda: _observar(window),
        "dialogo-historial": lambda: _historial(window),
        "dialogo-verificar": lambda: verificaciones.sound(window),
        "dialogo-verificar-alterado": lambda: verificaciones.altered(window),
        "dialogo-folio": lambda: verificaciones.folio(window),
        **regla_dialogs(window),
        "dialogo-propuestas": lambda: PropuestasDialog(propuestas_de(poa), window),
        "dialogo-reemplazar": lambda: _replace(window, "informe", "reporte trimestral"),
        "dialogo-reemplazar-rechazo": lambda: _replace(window, "informe", ""),
        "dialogo-reemplazar-vacio": lambda: _replace(window, "", ""),
        **closing_dialogs(window),
        "dialogo-atajos": lambda: ShortcutsDialog(window),
        "dialogo-acerca": lambda: AboutDialog(window),
    }
    for name, make in kinds.items():
        if wanted is None or name in wanted:
            dialog = make()
            chosen = dialog.testAttribute(Qt.WidgetAttribute.WA_Resized)
            size = dialog.size() if chosen else dialog.sizeHint()
            dialog.resize(size.boundedTo(window.size() - _FRAME))
            dialog.show()
            settle()
            yield View(name, dialog)
            dialog.close()
            dialog.deleteLater()
            settle()


def _observar(window: MainWindow) -> ObservarDialog:
    """An observation about the first línea, where there is one."""
    assert window.session is not None and window.session.poa is not None
    poa = window.session.poa
    told = f"Observa Planeación. {window.session.periodo.en_palabras}."
    dialog = ObservarDialog("Observar", told, "Obser&var", "", window)
    dialog.ask_about(poa, next((each.id for each in poa.lineas), None))
    return dialog


def _rename(db: Database, place: Place, nombre: str) -> None:
    bloques.edit(db, place.tipo, place.id, nombre=nombre)


def _historial(window: MainWindow) -> HistorialDialog:
    """The history of the first actividad after its name changed twice; of the POA without any."""
    session = window.session
    assert session is not None and session.poa is not None
    actividad = next(iter(session.poa.actividades), None)
    if actividad is None:
        place = Place(TipoLugar.POA, session.poa.id)
    else:
        place = Place(TipoLugar.ACTIVIDAD, actividad.id)
        session.store.person = PERSON
        for nombre in (f"{actividad.nombre} en 2024", actividad.nombre):
            session.run("Editar nombre", partial(_rename, place=place, nombre=nombre))
    return HistorialDialog(session, place.tipo, place.id, names_of(session, place), window)


def welcome(window: MainWindow, wanted: Container[str] | None = None) -> Iterator[View]:
    """The welcome page, first without files; the file at hand is closed."""
    for name, paths in (
        ("bienvenida", []),
        ("bienvenida-recientes", [_recent(number) for number in range(8)]),
    ):
        if wanted is not None and name not in wanted:
            continue
        window.set_session(None)
        window.welcome.show_recents(paths)  # a folder of this run means nothing to who looks
        settle()
        yield View(name, window)


def _recent(number: int) -> Path:
    folder = "Documentos/Planeación y evaluación/Programas Operativos Anuales de las dependencias"
    return Path(f"{folder}/direccion-general-de-obras-publicas-{2024 - number}.poa")
