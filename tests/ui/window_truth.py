"""What a window must show for the POA that is in its file, worked out apart from the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QModelIndex

from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.periodos import periodo_anual
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, LineaAccion, Poa
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.datos.linea_form import LineaForm
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import Cantidad
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place, exists, find_bloque, find_linea
from poa_desktop.ui.tablero.gauge import Gauge
from poa_desktop.ui.tree.delegate import ROLE_CLAVE, ROLE_PORCENTAJE

Row = tuple[str, str, str, tuple["Row", ...]]
"""One row of the tree: clave, text, percentage, what is below it."""


def check_window(window: MainWindow) -> None:
    """The tree, the page in sight and the file say the same. Fails with what differs."""
    session, workspace = window.session, window.workspace
    assert session is not None and workspace is not None and session.poa is not None
    kept = session.store.poa(session.poa.id)
    assert session.poa == kept, "the session shows another POA than the file holds"
    tree = workspace.tree
    assert rows_of(tree.model, QModelIndex()) == expected_rows(kept, window)
    assert tree.place == workspace.place == workspace.page.place
    assert exists(kept, workspace.place), "the window looks at a record that is gone"
    page = workspace.page
    if isinstance(page, CalendarioPage | AvancePage):
        check_grid(page.model, kept, page.place, isinstance(page, AvancePage))
    if isinstance(page, AvancePage):
        check_texts(page, kept)
    elif isinstance(page, DatosPage):
        check_form(page, kept)
    elif workspace.page_name == "tablero" and page.place.tipo is TipoLugar.POA:
        year = evaluar(kept, periodo_anual(kept.ejercicio), session.hoy).total
        spoken = [each.accessibleName() for each in page.findChildren(Gauge)]
        if year.proyectadas and kept.ejercicio <= session.hoy.year:  # else the gauge is an outline
            assert f"{year.realizadas} de {year.proyectadas} actos" in spoken[-1]


# -- the tree --------------------------------------------------------------------------------------


def rows_of(model: QAbstractItemModel, parent: QModelIndex) -> tuple[Row, ...]:
    """What the tree shows below a row."""
    found = []
    for number in range(model.rowCount(parent)):
        index = model.index(number, 0, parent)
        percent = str(index.data(ROLE_PORCENTAJE))
        found.append((index.data(ROLE_CLAVE), index.data(), percent, rows_of(model, index)))
    return tuple(found)


def expected_rows(poa: Poa, window: MainWindow) -> tuple[Row, ...]:
    """What the tree has to show of a POA."""
    session = window.session
    assert session is not None
    evaluacion = evaluar(poa, session.periodo, session.hoy)
    of_line = {each.linea.id: str(each.porcentaje) for each in evaluacion.lineas}
    of_block = {
        (type(each.bloque), each.bloque.id): str(each.medida.porcentaje)
        for each in evaluacion.bloques
    }

    def lineas(bloque: Bloque) -> tuple[Row, ...]:
        return tuple(
            (str(number), one_row(each), of_line[each.id], ())
            for number, each in enumerate(bloque.lineas, 1)
        )

    def block(bloque: Bloque, below: tuple[Row, ...]) -> Row:
        percent = of_block[type(bloque), bloque.id]
        return bloque.clave, bloque.nombre or "(sin nombre)", percent, below

    def under(actividades: Iterable[Actividad]) -> tuple[Row, ...]:
        return tuple(block(each, lineas(each)) for each in actividades)

    rows: list[Row] = [
        ("", f"POA {poa.ejercicio}", str(evaluacion.total.porcentaje), ()),
        ("", "Diagnóstico", "None", ()),
    ]
    for programa in poa.programas:
        own, percent = lineas(programa), of_block[type(programa), programa.id]
        group: tuple[Row, ...] = (("", f"Componentes ({len(own)})", percent, own),) if own else ()
        of_programa = (each for each in poa.actividades if each.programa_id == programa.id)
        rows.append(block(programa, group + under(of_programa)))
    loose = under(each for each in poa.actividades if each.programa_id is None)
    if loose:
        title = f"Actividades sin programa ({len(loose)})" if poa.programas else "Actividades"
        shown = rows_percent(window, title)
        rows.append(("", title, shown, loose))
    return tuple(rows)


def one_row(linea: LineaAccion) -> str:
    """A línea's text as a row of the tree shows it."""
    return linea.texto.replace("\n", " ") or "(sin texto)"


def rows_percent(window: MainWindow, title: str) -> str:
    """The percentage of the group of loose actividades: its rows are what is compared."""
    assert window.workspace is not None
    model = window.workspace.tree.model
    rows = (model.index(number, 0) for number in range(model.rowCount()))
    return next((str(row.data(ROLE_PORCENTAJE)) for row in rows if row.data() == title), "")


# -- the pages -------------------------------------------------------------------------------------


def check_grid(model: MonthGridModel, poa: Poa, place: Place, only_period: bool) -> None:
    """Every month's cell has the quantity of the file; Calendario shows every línea there is."""
    by_id = {linea.id: linea for linea in poa.lineas}
    shown = []
    for number, row in enumerate(model.rows):
        if row.linea is None:
            assert row.bloque in poa.bloques
            continue
        linea = by_id[row.linea.id]
        if linea.id not in shown:
            shown.append(linea.id)
        for column, head in enumerate(model.columns):
            if head.mes is None:
                continue
            planned = row.cantidad is Cantidad.PROGRAMADO
            series = linea.programado if planned else linea.realizado
            wanted = quantity(series[head.mes - 1], planned)
            assert model.index(number, column).data() == wanted, (row.clave, head.mes)
    if not only_period:
        assert shown == [linea.id for linea in lineas_at(poa, place)]


def quantity(hundredths: int | None, planned: bool) -> str:
    """A quantity as a spreadsheet writes it: thousands with commas, no useless zeros."""
    if hundredths is None or (planned and not hundredths):
        return ""
    text = f"{hundredths // 100:,}"
    return f"{text}.{hundredths % 100:02d}".rstrip("0").rstrip(".") if hundredths % 100 else text


def lineas_at(poa: Poa, place: Place) -> tuple[LineaAccion, ...]:
    """The líneas that belong to a node."""
    linea = find_linea(poa, place)
    if linea is not None:
        return (linea,)
    bloque = find_bloque(poa, place)
    return poa.lineas if bloque is None else bloque.lineas


def check_texts(page: AvancePage, poa: Poa) -> None:
    """The comentario and the evidencias below the table are those of its línea and month."""
    if page.panel.isHidden():
        return
    linea = next((each for each in poa.lineas if page.panel.shows(each.id)), None)
    assert linea is not None, "the panel shows a línea that is gone"
    avance = linea.avances[page.panel.mes - 1]
    assert page.panel.comentario.text() == avance.comentario
    assert page.panel.justificacion.text() == avance.justificacion
    assert page.panel.evidence.list.shown() == list(avance.evidencias)


def check_form(page: DatosPage, poa: Poa) -> None:
    """The form of a block or a línea has the texts of the file."""
    form = page.form
    bloque, linea = find_bloque(poa, page.place), find_linea(poa, page.place)
    if isinstance(form, LineaForm):
        assert linea is not None
        assert form.texto.text() == linea.texto
        assert form.unidad_medida.text() == linea.unidad_medida
    elif isinstance(form, BloqueForm):
        assert bloque is not None
        assert form.nombre.text() == bloque.nombre
        assert form.metas.text() == bloque.ficha.metas
