"""The observations of a period as the rows of a table, with the evidence that is observed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.observado import (
    EstadoObservacion,
    ObservacionLinea,
    claves_observadas,
    del_periodo,
    lugar_observado,
)
from poa_desktop.poa.periodos import MESES, Periodo
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import EstadoEvidencia, Poa
from poa_desktop.ui.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
CLAVE, QUE, ESTADO, QUIEN, RESPUESTA = range(5)
_TITLES = ("Línea", "Observación", "Estado", "Observa", "Respuesta")


class Filtro(StrEnum):
    """Which rows are shown."""

    PENDIENTES = "Pendientes"
    RESPONDIDAS = "Respondidas"
    ATENDIDAS = "Atendidas"
    TODAS = "Todas"

    def takes(self, row: "Row") -> bool:
        """Whether a row is shown."""
        if self is Filtro.TODAS:
            return True
        if row.observacion is None:
            return self is Filtro.PENDIENTES
        return row.observacion.estado is _ESTADOS[self]


_ESTADOS = {
    Filtro.PENDIENTES: EstadoObservacion.PENDIENTE,
    Filtro.RESPONDIDAS: EstadoObservacion.RESPONDIDA,
    Filtro.ATENDIDAS: EstadoObservacion.ATENDIDA,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: an observation, or a file that is observed (*observacion* None)."""

    clave: str
    texto: str
    estado: str
    quien: str
    respuesta: str
    lugar: Lugar
    observacion: ObservacionLinea | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of its columns, each on one row."""
        raw = self.clave, self.texto, self.estado, self.quien, self.respuesta
        return tuple(" ".join(each.split()) for each in raw)


def rows_of(poa: Poa, listed: Sequence[ObservacionLinea], periodo: Periodo) -> tuple[Row, ...]:
    """Everything that is observed in a period, in printing order; of a línea what came first."""
    claves = claves_observadas(poa)
    places = {key: place for place, key in enumerate(claves)}
    shown = [each for each in del_periodo(listed, periodo) if each.linea_id in claves]
    found = [
        (places[each.linea_id], each.id, _row(poa, each, periodo, claves[each.linea_id][0]))
        for each in shown
    ]
    files = [(places[row.lugar.id], 0, row) for row in _observed_files(poa, periodo)]
    return tuple(row for *_, row in sorted([*found, *files], key=lambda each: each[:2]))


def _row(poa: Poa, each: ObservacionLinea, periodo: Periodo, clave: str) -> Row:
    other = "" if each.periodo == periodo else f" ({each.periodo})"
    etiqueta = poa.titulo if each.linea_id is None else f"Línea {clave}"
    return Row(
        clave,
        each.texto,
        f"{each.estado_en_palabras}{other}",
        f"{fecha_corta(each.cuando.date())}, {each.nombre}",
        each.respuesta,
        lugar_observado(each, etiqueta, poa.id),
        each,
    )


def _observed_files(poa: Poa, periodo: Periodo) -> Iterator[Row]:
    for bloque in poa.bloques:
        for clave, linea in con_clave(bloque):
            for mes in periodo.meses:
                for file in linea.avances[mes - 1].evidencias:
                    if file.estado is EstadoEvidencia.OBSERVADA:
                        lugar = Lugar(
                            TipoLugar.LINEA, linea.id, "evidencias", f"Línea {clave}", mes, file.id
                        )
                        told = f"«{file.nombre}», {MESES[mes - 1]}: {file.motivo}"
                        yield Row(clave, told, "Evidencia observada", "", "", lugar)


class ObservationModel(QAbstractTableModel):
    """The rows that a filter lets through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        text = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            whole = row.respuesta if index.column() == RESPUESTA else row.texto
            return plain_tip(whole if index.column() in (QUE, RESPUESTA) else text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_TITLES[index.column()]}: {text or 'vacío'}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None
