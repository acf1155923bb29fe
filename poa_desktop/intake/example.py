"""The bundled example: a document read like any other, and what a year of work adds to it."""

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from poa_desktop.intake.draft import Draft
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import check_partida, parse_cantidad, parse_dinero
from poa_desktop.poa.records import Avance, Gasto, LineaAccion, Municipio, Poa

NAME = "poa_ejemplo.txt"


class EvidenciaEjemplo(NamedTuple):
    """A bundled file that proves the avance of a línea (clave "A3.1") in a month (1–12)."""

    clave: str
    mes: int
    archivo: str


class ComprobanteEjemplo(NamedTuple):
    """A bundled file that proves a gasto: which one of an actividad's, from 0, by its number."""

    actividad: int
    gasto: int
    archivo: str


@dataclass(frozen=True, slots=True)
class ExampleDraft:
    """The example's draft, avances and gastos inside, and the files that belong to it."""

    draft: Draft
    evidencias: tuple[EvidenciaEjemplo, ...]
    comprobantes: tuple[ComprobanteEjemplo, ...]


def read_example(text: bytes, detail: bytes, escudo: bytes | None = None) -> ExampleDraft:
    """Read the example's document and its detail (JSON) into one draft.

    Raises PoaError when the bundled files are damaged or do not belong together.
    """
    draft = read_text_form(text, NAME)
    try:
        content = json.loads(detail, parse_float=Decimal)
        lineas = _Lineas(draft.poa)
        lineas.add_unidades(content["unidades"])
        lineas.add_avances(content["avances"])
        gastos = _Gastos(content["gastos"], draft.poa)
        return ExampleDraft(
            replace(
                draft,
                municipio=_municipio(draft.municipio, content["municipio"], escudo),
                poa=_with_people(gastos.applied(lineas.applied()), content),
                programas_de=_programas_de(draft.poa, content["programas"]),
            ),
            tuple(lineas.evidencia(each) for each in content["evidencias"]),
            gastos.comprobantes,
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise PoaError(
            f"El ejemplo incluido está dañado ({type(error).__name__}): instale de nuevo el "
            "programa."
        ) from error


def _municipio(municipio: Municipio, content: dict[str, str], escudo: bytes | None) -> Municipio:
    return replace(
        municipio, estado=content["estado"], pmd_nombre=content["pmd_nombre"], escudo=escudo
    )


def _with_people(poa: Poa, content: dict[str, Any]) -> Poa:
    dependencia = replace(
        poa.dependencia,
        titular_nombre=content["titular"]["nombre"],
        titular_cargo=content["titular"]["cargo"],
        enlace=content["enlace"],
    )
    return replace(poa, dependencia=dependencia)


def _programas_de(poa: Poa, content: dict[str, int]) -> dict[int, int]:
    programas_de = {int(actividad): programa for actividad, programa in content.items()}
    unknown = set(programas_de) - {each.numero for each in poa.actividades}
    unknown |= set(programas_de.values()) - {each.numero for each in poa.programas}
    if unknown:
        raise ValueError(f"unknown numbers {sorted(unknown)}")
    return programas_de


class _Lineas:
    """The líneas of the draft by their clave ("A3.1"), while they are completed."""

    def __init__(self, poa: Poa) -> None:
        self._poa = poa
        self._lineas: dict[str, LineaAccion] = {
            clave: linea for bloque in poa.bloques for clave, linea in con_clave(bloque)
        }

    def add_unidades(self, content: list[dict[str, str]]) -> None:
        for each in content:
            self._lineas[each["linea"]] = replace(
                self._lineas[each["linea"]],
                unidad_medida=each["unidad_medida"],
                medio_verificacion=each["medio_verificacion"],
                responsable=each["responsable"],
            )

    def add_avances(self, content: list[dict[str, Any]]) -> None:
        for each in content:
            linea = self._lineas[each["linea"]]
            self._lineas[each["linea"]] = _with_avance(linea, _month(each), _avance(each))

    def evidencia(self, content: dict[str, Any]) -> EvidenciaEjemplo:
        clave, mes = content["linea"], _month(content)
        if self._lineas[clave].avances[mes - 1].realizado is None:
            raise ValueError(f"{clave} has an evidencia and no avance in month {mes}")
        return EvidenciaEjemplo(clave, mes, content["archivo"])

    def applied(self) -> Poa:
        """The POA with the completed líneas."""

        def completed(clave: str, count: int) -> tuple[LineaAccion, ...]:
            return tuple(self._lineas[f"{clave}.{order}"] for order in range(1, count + 1))

        return replace(
            self._poa,
            programas=tuple(
                replace(each, lineas=completed(each.clave, len(each.lineas)))
                for each in self._poa.programas
            ),
            actividades=tuple(
                replace(each, lineas=completed(each.clave, len(each.lineas)))
                for each in self._poa.actividades
            ),
        )


class _Gastos:
    """The gastos of each actividad by its number, as the store orders them: by fecha."""

    def __init__(self, content: list[dict[str, str | int]], poa: Poa) -> None:
        self._gastos: dict[int, tuple[Gasto, ...]] = {}
        found: list[ComprobanteEjemplo] = []
        for each in sorted(content, key=lambda each: str(each["fecha"])):
            actividad = int(each["actividad"])
            before = self._gastos.get(actividad, ())
            if "comprobante" in each:
                archivo = str(each["comprobante"])
                found.append(ComprobanteEjemplo(actividad, len(before), archivo))
            self._gastos[actividad] = (*before, _gasto(each, poa.ejercicio))
        unknown = set(self._gastos) - {each.numero for each in poa.actividades}
        if unknown:
            raise ValueError(f"gastos of unknown actividades {sorted(unknown)}")
        self.comprobantes = tuple(found)

    def applied(self, poa: Poa) -> Poa:
        """The POA with its gastos."""
        actividades = (
            replace(each, gastos=self._gastos.get(each.numero, ())) for each in poa.actividades
        )
        return replace(poa, actividades=tuple(actividades))


def _gasto(content: dict[str, str | int], ejercicio: int) -> Gasto:
    fecha, importe = (
        date.fromisoformat(str(content["fecha"])),
        parse_dinero(str(content["importe"])),
    )
    if fecha.year != ejercicio or not importe:
        raise ValueError(f"gasto of {fecha} over {importe}")
    partida = check_partida(str(content["partida"]))
    return Gasto(0, fecha, importe, partida, str(content["concepto"]))


def _month(content: dict[str, Any]) -> int:
    mes = int(content["mes"])
    if not 1 <= mes <= 12:
        raise ValueError(f"month {mes}")
    return mes


def _avance(content: dict[str, Any]) -> Avance:
    realizado = content["realizado"]
    return Avance(
        realizado=None if realizado is None else parse_cantidad(str(realizado)),
        comentario=content["comentario"],
        justificacion=content["justificacion"],
    )


def _with_avance(linea: LineaAccion, mes: int, avance: Avance) -> LineaAccion:
    avances = list(linea.avances)
    avances[mes - 1] = avance
    return replace(linea, avances=tuple(avances))
