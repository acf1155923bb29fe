"""POAs to evaluate and review, built by hand or in the shape of a real one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Evidencia,
    Ficha,
    Foda,
    Inversion,
    ItemFoda,
    LineaAccion,
    Poa,
    Programa,
    TipoInversion,
)

EJERCICIO = 2024
SEED = Path(__file__).parents[3] / "shared" / "seed" / "POA_2024_Hacienda_Municipal_Jocotepec.txt"

# The shape of the seed: líneas of each programa and actividad, and what differs from trimestral.
LINEAS_PROGRAMAS = (16, 12)
LINEAS_ACTIVIDADES = (3, 4, 2, 2, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3)
TEMPORALIDADES = {1: Temporalidad.MENSUAL, 5: Temporalidad.SEMESTRAL, 8: Temporalidad.MENSUAL}
MONTOS = {2: 50_000, 6: 10_000, 12: 1_800_000, 13: 80_000, 14: 250_000}

MakeLinea = Callable[..., LineaAccion]


@pytest.fixture(scope="session")
def make_linea() -> MakeLinea:
    """Build a línea: whole quantities by month from January, None for sin capturar."""

    def make(
        programado: tuple[float, ...] = (),
        realizado: tuple[float | None, ...] = (),
        *,
        linea: int = 0,
        texto: str = "Atender solicitudes",
        unidad: str = "Acción",
        justificaciones: tuple[int, ...] = (),
        evidencias: tuple[int, ...] = (),
    ) -> LineaAccion:
        def avance(mes: int) -> Avance:
            done = realizado[mes - 1] if mes <= len(realizado) else None
            proof = (Evidencia(mes, "lista.pdf", "application/pdf", 10, f"{mes:064x}"),)
            return Avance(
                realizado=None if done is None else round(done * 100),
                justificacion="Se adelantó el trabajo." if mes in justificaciones else "",
                evidencias=proof if mes in evidencias else (),
            )

        planned = tuple(round(each * 100) for each in programado) + (0,) * (12 - len(programado))
        avances = tuple(avance(mes) for mes in range(1, 13))
        return LineaAccion(linea, texto, unidad, programado=planned, avances=avances)

    return make


def _ficha(temporalidad: Temporalidad = Temporalidad.TRIMESTRAL, **changes: object) -> Ficha:
    return replace(
        Ficha(
            metas="Atender 40 solicitudes.",
            inversion=Inversion(TipoInversion.NO_GENERA_GASTO),
            beneficiados_directos="La población",
            beneficiados_indirectos="El municipio",
            periodo_del=date(EJERCICIO, 1, 1),
            periodo_al=date(EJERCICIO, 12, 31),
            temporalidad=temporalidad,
        ),
        **changes,
    )


@pytest.fixture(scope="session")
def make_ficha() -> Callable[..., Ficha]:
    """Build a ficha with nothing to object to, and the given changes."""
    return _ficha


def _poa(**changes: object) -> Poa:
    items = {
        name: (ItemFoda(number, f"Punto {number}"),)
        for number, name in enumerate(
            ("fortalezas", "debilidades", "oportunidades", "amenazas"), start=1
        )
    }
    return replace(
        Poa(
            id=1,
            dependencia=Dependencia(1, "Parques y Jardines", objetivo_fin="Cuidar el arbolado"),
            ejercicio=EJERCICIO,
            vision="Un municipio con sombra.",
            mision="Plantar y cuidar.",
            foda=Foda(**items),
            fecha=date(EJERCICIO - 1, 11, 6),
        ),
        **changes,
    )


@pytest.fixture(scope="session")
def make_poa() -> Callable[..., Poa]:
    """Build a POA with nothing to object to, without blocks, and the given changes."""
    return _poa


@pytest.fixture(scope="session")
def poa_de(make_poa: Callable[..., Poa], make_ficha: Callable[..., Ficha]) -> Callable[..., Poa]:
    """Build a POA from tuples of líneas: one programa or actividad each."""

    def make(
        *actividades: tuple[LineaAccion, ...],
        programas: tuple[tuple[LineaAccion, ...], ...] = (),
        **changes: object,
    ) -> Poa:
        return make_poa(
            programas=tuple(
                Programa(100 + n, n, f"Programa de obra {n}", ficha=make_ficha(), lineas=lineas)
                for n, lineas in enumerate(programas, start=1)
            ),
            actividades=tuple(
                Actividad(200 + n, n, f"Labor número {n}", ficha=make_ficha(), lineas=lineas)
                for n, lineas in enumerate(actividades, start=1)
            ),
            **changes,
        )

    return make


@pytest.fixture(scope="session")
def poa_como_semilla() -> Poa:
    """A POA of the seed's shape and figures, in other words, with the default schedule."""

    def lineas(block: int, count: int, ficha: Ficha) -> tuple[LineaAccion, ...]:
        programado = programado_predeterminado(ficha, EJERCICIO)
        return tuple(
            LineaAccion(block * 100 + n, f"Tarea {block}-{n}", programado=programado)
            for n in range(1, count + 1)
        )

    def actividad(numero: int, count: int) -> Actividad:
        ficha = _ficha(TEMPORALIDADES.get(numero, Temporalidad.TRIMESTRAL))
        if numero in MONTOS:
            amount = Decimal(MONTOS[numero]).quantize(Decimal("0.01"))
            ficha = replace(ficha, inversion=Inversion(TipoInversion.MONTO, amount))
        if numero in (13, 14):
            ficha = replace(ficha, beneficiados_directos=None, beneficiados_indirectos=None)
        block = 10 + numero
        return Actividad(
            block, numero, f"Labor {numero}", ficha=ficha, lineas=lineas(block, count, ficha)
        )

    return _poa(
        programas=tuple(
            Programa(n, n, f"Obra {n}", ficha=_ficha(), lineas=lineas(n, count, _ficha()))
            for n, count in enumerate(LINEAS_PROGRAMAS, start=1)
        ),
        actividades=tuple(
            actividad(n, count) for n, count in enumerate(LINEAS_ACTIVIDADES, start=1)
        ),
    )


@pytest.fixture(scope="session")
def seed_poa() -> Poa:
    """The real seed, read by the program itself; skipped where the seed is not at hand."""
    if not SEED.is_file():
        pytest.skip(f"the seed document is not beside the project ({SEED.name})")
    text_form = pytest.importorskip("poa_desktop.intake.text_form")
    poa = text_form.read_text_form(SEED.read_bytes(), SEED.name).poa
    assert isinstance(poa, Poa)
    return poa
