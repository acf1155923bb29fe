"""From the raw texts of a block to a Programa or an Actividad, and what was wrong with them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from poa_desktop.intake.findings import Findings, renglon
from poa_desktop.intake.text_blocks import RawBlock, Texto
from poa_desktop.intake.text_labels import Etiqueta
from poa_desktop.intake.text_values import (
    read_beneficiados,
    read_inversion,
    read_periodo,
    read_temporalidad,
)
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import Actividad, Ficha, Inversion, LineaAccion, Programa

_YEAR = re.compile(r"\b20[0-9]{2}\b")
_NOWHERE = Texto(0, "")


def likely_ejercicio(blocks: Sequence[RawBlock]) -> int | None:
    """The year that the periods of the blocks name most often; None when they name none."""
    texts = (block.datos.get(Etiqueta.PERIODO, _NOWHERE).text for block in blocks)
    years = Counter(year for text in texts for year in _YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else None


def number_blocks(blocks: Sequence[RawBlock], kind: str, findings: Findings) -> list[RawBlock]:
    """Blocks of one kind in the order of their numbers; what is odd in them is reported.

    A block without a number gets the first free one after the block before it.
    """
    taken = {block.numero or 0 for block in blocks}
    previous = 0
    numbered: list[RawBlock] = []
    for block in blocks:
        if not block.numero:
            numero = _next_free(previous, taken)
            taken.add(numero)
            block = replace(block, numero=numero)
            findings.aviso(
                "numeracion",
                renglon(block.row),
                f"{kind} «{block.nombre}» no tenía número: se le puso el {block.numero}.",
                "Revise la numeración.",
            )
        previous = block.numero or 0
        numbered.append(block)
    _report_numbers(numbered, kind, findings)
    return sorted(numbered, key=lambda block: block.numero or 0)


def _next_free(previous: int, taken: set[int]) -> int:
    candidate = previous + 1
    while candidate in taken:
        candidate += 1
    return candidate


def _report_numbers(blocks: Sequence[RawBlock], kind: str, findings: Findings) -> None:
    expected = 1
    previous: int | None = None
    for numero, row in sorted((block.numero or 0, block.row) for block in blocks):
        if numero == previous:
            findings.aviso(
                "numeracion",
                renglon(row),
                f"{kind} {numero} aparece más de una vez.",
                "Dé a cada una un número distinto.",
            )
        elif numero != expected:
            missing = str(expected) if numero == expected + 1 else f"{expected} a {numero - 1}"
            findings.aviso(
                "numeracion",
                renglon(row),
                f"En la numeración falta {kind} {missing}.",
                "Revise si falta en el documento o si la numeración es otra.",
            )
        previous, expected = numero, numero + 1


class BlockBuilder:
    """Makes the records of one block; each text passes the text boundary here."""

    def __init__(self, block: RawBlock, ejercicio: int, findings: Findings) -> None:
        self._block = block
        self._ejercicio = ejercicio
        self._findings = findings
        self._numero = block.numero or 0
        self._is_programa = block.etiqueta is Etiqueta.PROGRAMA
        self._kind = "Programa" if self._is_programa else "Actividad"

    def programa(self) -> Programa:
        """The block as a programa."""
        ficha = self._ficha()
        return Programa(
            id=0,
            numero=self._numero,
            nombre=self._nombre(),
            estrategia=self._text(Etiqueta.ESTRATEGIA, "estrategia", multiline=True),
            eje=self._text(Etiqueta.EJE, "eje"),
            ficha=ficha,
            lineas=self._lineas(ficha),
        )

    def actividad(self) -> Actividad:
        """The block as an actividad; the document does not say its programa."""
        ficha = self._ficha()
        estrategia = self._block.datos.get(Etiqueta.ESTRATEGIA)
        if estrategia is not None:
            self._findings.not_understood(estrategia.row, estrategia.text)
        return Actividad(
            id=0,
            numero=self._numero,
            nombre=self._nombre(),
            eje=self._text(Etiqueta.EJE, "eje"),
            ficha=ficha,
            lineas=self._lineas(ficha),
        )

    def _lugar(self, campo: str) -> Lugar:
        tipo = TipoLugar.PROGRAMA if self._is_programa else TipoLugar.ACTIVIDAD
        return Lugar(tipo, 0, campo, f"{self._kind} {self._numero}")

    def _raw(self, etiqueta: Etiqueta) -> str:
        return self._block.datos.get(etiqueta, _NOWHERE).text

    def _text(self, etiqueta: Etiqueta, campo: str, *, multiline: bool = False) -> str:
        return self._findings.clean(self._raw(etiqueta), self._lugar(campo), multiline=multiline)

    def _nombre(self) -> str:
        nombre = self._findings.clean(self._block.nombre, self._lugar("nombre"))
        if not nombre:
            self._findings.error(
                "dato_ausente",
                self._lugar("nombre"),
                f"{self._kind} {self._numero} no tiene nombre.",
                "Escriba su nombre.",
            )
        return nombre

    def _lineas(self, ficha: Ficha) -> tuple[LineaAccion, ...]:
        programado = programado_predeterminado(ficha, self._ejercicio)
        lineas: list[LineaAccion] = []
        for texto in self._block.lineas:
            place = f"{self._kind} {self._numero}, línea {len(lineas) + 1}"
            clean = self._findings.clean(texto.text, Lugar(TipoLugar.LINEA, 0, "texto", place))
            if clean:
                lineas.append(LineaAccion(id=0, texto=clean, programado=programado))
        self._report_lineas(len(lineas))
        return tuple(lineas)

    def _report_lineas(self, count: int) -> None:
        if not count:
            self._findings.aviso(
                "sin_lineas",
                self._lugar(""),
                f"{self._kind} {self._numero} no tiene líneas de acción.",
                "Agregue sus líneas de acción.",
            )
        if self._block.after_blank:
            self._findings.aviso(
                "tabla_partida",
                self._lugar(""),
                f"La tabla de {self._kind} {self._numero} está partida por renglones en blanco: "
                f"{self._block.after_blank} de sus {count} líneas vienen después del corte.",
                "Revise que todas sus líneas le pertenezcan.",
            )

    def _ficha(self) -> Ficha:
        directos, indirectos = self._beneficiados()
        periodo = self._periodo()
        return Ficha(
            metas=self._text(Etiqueta.METAS, "metas", multiline=True),
            inversion=self._inversion(),
            beneficiados_directos=directos,
            beneficiados_indirectos=indirectos,
            periodo_del=periodo[0] if periodo else None,
            periodo_al=periodo[1] if periodo else None,
            temporalidad=self._temporalidad(),
        )

    def _inversion(self) -> Inversion:
        raw = self._text(Etiqueta.INVERSION, "inversion")
        inversion = read_inversion(raw)
        if inversion is not None or not raw:
            return inversion or Inversion()
        self._findings.unreadable(
            self._lugar("inversion"),
            "la inversión",
            raw,
            "Elija «No genera gasto» o escriba el monto; el texto quedó en la nota.",
        )
        return Inversion(nota=raw)

    def _beneficiados(self) -> tuple[str | None, str | None]:
        if Etiqueta.BENEFICIADOS not in self._block.datos:
            return None, None
        raw = self._text(Etiqueta.BENEFICIADOS, "beneficiados_directos", multiline=True)
        directos, indirectos, others = read_beneficiados(raw)
        if others:
            self._findings.unreadable(
                self._lugar("beneficiados_directos"),
                "a quién se beneficia",
                others,
                "Escriba los beneficiados directos e indirectos.",
            )
            directos = others if directos is None and indirectos is None else directos
        return ("", "") if not raw else (directos, indirectos)

    def _periodo(self) -> tuple[date, date] | None:
        raw = self._text(Etiqueta.PERIODO, "periodo_del")
        periodo = read_periodo(raw, self._ejercicio) if raw else None
        if raw and periodo is None:
            self._findings.unreadable(
                self._lugar("periodo_del"),
                "el periodo de tiempo",
                raw,
                "Escriba las fechas «Del» y «al».",
            )
        return periodo

    def _temporalidad(self) -> Temporalidad | None:
        raw = self._text(Etiqueta.TEMPORALIDAD, "temporalidad")
        temporalidad = read_temporalidad(raw)
        if raw and temporalidad is None:
            self._findings.unreadable(
                self._lugar("temporalidad"),
                "la temporalidad de la evaluación",
                raw,
                "Elija mensual, bimestral, trimestral, cuatrimestral, semestral o anual.",
            )
        return temporalidad
