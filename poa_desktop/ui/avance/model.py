"""The avance of a period as a table: what was due, what was done, and what is said about it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from poa_desktop.poa.evaluacion import EstadoLinea, ResultadoLinea
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.observado import EstadoObservacion, estados_observados
from poa_desktop.poa.periodos import MESES, MESES_CORTOS
from poa_desktop.poa.records import Avance, LineaAccion
from poa_desktop.poa.semaforo import Semaforo, palabra_mostrada, semaforo_mostrado
from poa_desktop.ui.grid.look import CellLook, Column
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import CellKey, GridKey, GridRow, TextKey, Texto, Value
from poa_desktop.ui.observaciones.sign import PALABRAS, TIPS
from poa_desktop.ui.session import Session

SIN_JUSTIFICAR = "Falta justificación"
SIN_EVIDENCIA = "Falta"
_MANY_MONTHS = 6
_ADDED = {
    EstadoLinea.SOBRECUMPLIMIENTO: "sobrecumplimiento",
    EstadoLinea.PARCIAL: "parcial",
    EstadoLinea.SIN_AVANCE: "sin avance",
    EstadoLinea.SIN_CAPTURAR: "sin capturar",
}
"""What a state says that the light's word beside it does not."""


class AvanceModel(MonthGridModel):
    """The chosen period's months; each cell shows programado (small) and realizado (editable)."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._results: dict[int, ResultadoLinea] = {}
        self._observed: dict[int | None, EstadoObservacion] = {}

    @property
    def meses(self) -> tuple[int, ...]:
        """Months of the chosen period."""
        return self.session.periodo.meses

    def read_results(self) -> None:
        """Take the evaluation of the chosen period from the session."""
        evaluated = self.session.evaluacion().lineas
        self._results = {each.linea.id: each for each in evaluated}
        self._observed = estados_observados(self.session.observaciones(), self.session.periodo)

    def observed(self, linea: LineaAccion) -> EstadoObservacion | None:
        """What its open observations wait for in the period; None when there is none."""
        return self._observed.get(linea.id)

    def make_columns(self) -> tuple[Column, ...]:
        """The columns for the chosen period; many months stand closer together."""
        many = len(self.meses) >= _MANY_MONTHS
        months = (
            Column(
                f"m{mes}",
                MESES_CORTOS[mes - 1].capitalize(),
                54 if many else 72,
                mes=mes,
                tooltip=f"{MESES[mes - 1].capitalize()}: programado a la izquierda, realizado a la "
                "derecha",
            )
            for mes in self.meses
        )
        return (
            Column("clave", "Clave", 46, frozen=True, tooltip="Clave de la línea de acción"),
            Column("linea", "Línea de acción", 150, 8, frozen=True),
            Column("unidad", "Unidad", 84, frozen=True, tooltip="Unidad de medida"),
            *months,
            Column("porcentaje", "%", 62, tooltip="Realizado entre programado del periodo"),
            Column("estado", "Estado", 156, 1, tooltip="Estado en el periodo"),
            Column("comentario", "Comentario", 100, 3, tooltip="Comentarios del periodo"),
            Column("justificacion", "Justificación", 118, 3, tooltip="Justificación del periodo"),
            Column("evidencias", "Evid.", 44, tooltip="Evidencias del periodo"),
        )

    def result(self, linea: LineaAccion) -> ResultadoLinea:
        """How the línea stands in the chosen period."""
        return self._results[linea.id]

    def avances(self, linea: LineaAccion) -> list[tuple[int, Avance]]:
        """Month and avance, for the months of the period."""
        return [(mes, linea.avances[mes - 1]) for mes in self.meses]

    def look(self, row: GridRow, column: Column) -> CellLook:
        linea = row.linea
        assert linea is not None
        if column.mes is not None:
            return self._pair_look(row, column.mes)
        if column.id == "clave":
            return CellLook(row.clave, left=True, soft=True, observed=self.observed(linea))
        if column.id == "linea":
            return CellLook(linea.texto, left=True, wrap=True)
        if column.id == "unidad":
            return CellLook(linea.unidad_medida, left=True, wrap=True, soft=True)
        return self._result_look(linea, column)

    def _pair_look(self, row: GridRow, mes: int) -> CellLook:
        assert row.linea is not None
        programado = row.linea.programado[mes - 1]
        plain = self.month_look(row, mes)
        ghost = format_cantidad(programado) if programado else ""
        return CellLook(
            plain.text, ghost=ghost, locked=plain.locked, idle=not programado, due=plain.due
        )

    # -- texts -------------------------------------------------------------------------------

    def is_text(self, column: int) -> bool:
        return self.columns[column].id in set(Texto)

    def target_at(self, number: int, column: int) -> GridKey | None:
        linea = self.rows[number].linea
        if linea is None or not self.is_text(column):
            return super().target_at(number, column)
        mes = self.text_month(linea)
        return TextKey(linea.id, Texto(self.columns[column].id), mes) if mes else None

    def text_month(self, linea: LineaAccion) -> int | None:
        """The one month a línea's texts of the period are about: the only one, or the only one with
        programación, capture or texts; None when they are about several or none.
        """
        if len(self.meses) == 1:
            return self.meses[0]
        told = [
            mes
            for mes, avance in self.avances(linea)
            if linea.programado[mes - 1]
            or avance.realizado is not None
            or avance.comentario
            or avance.justificacion
            or avance.evidencias
        ]
        return told[0] if len(told) == 1 else None

    def ambiguous(self, row: GridRow) -> str:
        return (
            "este texto reúne varios meses del periodo: elija un mes como periodo, o péguelo abajo."
        )

    def start_cell(self) -> tuple[int, int] | None:
        """Row and column where work begins: the first month that is due and not captured, else the
        first one with programación; None when there is neither.
        """
        cells = [
            (row, number, column)
            for number, row in enumerate(self.rows)
            if row.linea is not None
            for column in self.columns
            if column.mes is not None
        ]
        due = ((n, c) for row, n, c in cells if self.is_due(row, c.mes or 0))
        programmed = (
            (n, c) for row, n, c in cells if row.linea and row.linea.programado[(c.mes or 0) - 1]
        )
        found = next(due, None) or next(programmed, None)
        return None if found is None else (found[0], self.columns.index(found[1]))

    def remark(self, values: Mapping[GridKey, Value]) -> str:
        """That a captured month has no programación, and what its quantity counts as."""
        rows = {row.linea.id: row for row in self.rows if row.linea is not None}
        idle = [
            key
            for key, value in values.items()
            if value and isinstance(key, CellKey) and not _programado(rows, key)
        ]
        if not idle:
            return ""
        if len(idle) > 1:
            return f"{len(idle)} de las cantidades están en meses sin programación: revise el mes."
        row = rows[idle[0].linea_id]
        assert row.linea is not None
        counts = "suma a lo realizado en el periodo"
        if not any(row.linea.programado[mes - 1] for mes in self.meses):
            counts = "cuenta como realizado sin programar"
        mes = MESES[idle[0].mes - 1].capitalize()
        return f"{mes} no tiene programación en {row.clave}: {counts}."

    def _result_look(self, linea: LineaAccion, column: Column) -> CellLook:
        result = self.result(linea)
        if column.id == "porcentaje":
            return CellLook(format_porcentaje(result.porcentaje))
        if column.id == "estado":
            word, semaforo = self.state(result)
            observed = self.observed(linea)
            word = f"{word} · {PALABRAS[observed]}" if observed is not None else word
            return CellLook(word, left=True, semaforo=semaforo, wrap=True, small=True)
        if column.id == "comentario":
            return CellLook(self._joined(linea, "comentario"), left=True, wrap=True, soft=True)
        if column.id == "justificacion":
            text = self._joined(linea, "justificacion")
            missing = not text and self.lacks_justificacion(linea)
            shown = SIN_JUSTIFICAR if missing else text
            return CellLook(shown, left=True, wrap=True, soft=not missing, warning=missing)
        told = [avance for _, avance in self.avances(linea)]
        count = sum(len(each.evidencias) for each in told)
        missing = any(each.realizado and not each.evidencias for each in told)
        if missing and not count:
            return CellLook(SIN_EVIDENCIA, small=True, warning=True)
        return CellLook(str(count) if count else "", warning=missing)

    def state(self, result: ResultadoLinea) -> tuple[str, Semaforo]:
        """The light's word and what the línea's state adds to it, and the light that is shown."""
        if result.porcentaje is None:
            return result.estado.etiqueta, result.semaforo
        periodo, hoy = self.session.periodo, self.hoy
        shown = semaforo_mostrado(result.semaforo, periodo, hoy)
        word = palabra_mostrada(result.semaforo, periodo, hoy)
        added = _ADDED.get(result.estado, "")
        waits = result.estado is EstadoLinea.SIN_AVANCE and shown is not result.semaforo
        return f"{word} · {added}" if added and not waits else word, shown

    def lacks_justificacion(self, linea: LineaAccion) -> bool:
        """Whether the period asks for a justificación that no month has.

        While nothing is captured the capture is what is missing; while the period runs only too
        much has to be explained, since too little can still be made up.
        """
        result = self.result(linea)
        captured = any(avance.realizado is not None for _, avance in self.avances(linea))
        if not (result.requiere_justificacion and captured):
            return False
        if self._joined(linea, "justificacion"):
            return False
        over = self.session.periodo.fin < self.hoy
        return over or result.estado is EstadoLinea.SOBRECUMPLIMIENTO

    def _joined(self, linea: LineaAccion, field: str) -> str:
        """The texts of the period's months in one row, each with its month when there are more."""
        texts = [
            (mes, str(getattr(avance, field)))
            for mes, avance in self.avances(linea)
            if getattr(avance, field)
        ]
        if len(texts) == 1:
            return texts[0][1]
        return " · ".join(f"{MESES_CORTOS[mes - 1]}: {text}" for mes, text in texts)

    def widest(self, column: Column) -> str:
        if column.id == "porcentaje":
            results = (self.result(row.linea) for row in self.rows if row.linea is not None)
            return max(
                (format_porcentaje(each.porcentaje) for each in results), key=len, default=""
            )
        if column.mes is None:
            return ""
        looks = (self._pair_look(r, column.mes) for r in self.rows if r.linea is not None)
        return max((f"{look.ghost} {look.text}" for look in looks), key=len, default="")

    def tooltip(self, row: GridRow, column: Column) -> str:
        linea = row.linea
        assert linea is not None
        if column.mes is not None:
            programado = linea.programado[column.mes - 1]
            told = (
                f"Programado: {format_cantidad(programado)}" if programado else "Sin programación"
            )
            return f"{told}\n{self.month_tooltip(row, column.mes)}".strip()
        if column.id in ("comentario", "justificacion"):
            return f"{self._joined(linea, column.id)}\n{self._where_text_goes(linea)}".strip()
        if column.id == "estado":
            told = self.state(self.result(linea))[0]
            observed = self.observed(linea)
            return f"{told}\n{TIPS[observed]}" if observed is not None else told
        if column.frozen:
            observed = self.observed(linea)
            told = f"\n{TIPS[observed]}" if observed is not None else ""
            return f"{row.clave} · {linea.texto}\nUnidad: {linea.unidad_medida}{told}"
        return ""

    def _where_text_goes(self, linea: LineaAccion) -> str:
        mes = self.text_month(linea)
        if mes:
            return f"(De {MESES[mes - 1]}. F2 lo escribe abajo; también se puede pegar aquí)"
        return "(Reúne varios meses: F2 lo escribe abajo; aquí no se puede pegar)"


def _programado(rows: Mapping[int, GridRow], key: CellKey) -> int:
    linea = rows[key.linea_id].linea
    assert linea is not None
    return linea.programado[key.mes - 1]
