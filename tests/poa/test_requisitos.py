"""What a period lacks before it is sent or closed: what blocks, where it leads, how it is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    EstadoEvidencia,
    EstadoPoa,
    LineaAccion,
    Poa,
    Regla,
    Reglas,
)
from poa_desktop.poa.requisitos import Requisito, TipoRequisito, blocking, requisitos
from poa_desktop.poa.requisitos_resumen import agrupar, cuenta
from poa_desktop.poa.tramites import Paso, Tramite

AFTER = date(2024, 4, 10)
T1, T2, S1 = (parse_periodo(f"2024-{each}") for each in ("T1", "T2", "S1"))
KINDS = TipoRequisito
MakeLinea = Callable[..., LineaAccion]
MakePoa = Callable[..., Poa]


def asked(
    poa: Poa, paso: Paso = Paso.CIERRE, hoy: date = AFTER, code: str = "2024-T1", **rest: object
) -> tuple[Requisito, ...]:
    return requisitos(poa, parse_periodo(code), hoy, paso, **rest)  # type: ignore[arg-type]


def told(found: tuple[Requisito, ...], tipo: TipoRequisito) -> list[str]:
    return [each.mensaje for each in found if each.tipo is tipo]


def cierre(code: str) -> Tramite:
    return Tramite(1, parse_periodo(code), Paso.CIERRE, datetime(2024, 4, 1), "Ana")


def observation(linea: int | None, estado: EstadoObservacion, code: str = "T1") -> ObservacionLinea:
    return ObservacionLinea(
        1, parse_periodo(f"2024-{code}"), linea, "¿Y la lista?", "Ana", "", datetime(2024, 4, 3),
        estado,
    )  # fmt: skip


def authorised(poa: Poa) -> Poa:
    return replace(poa, estado=EstadoPoa.AUTORIZADO)


def test_a_period_that_is_done_and_proven_lacks_nothing(
    poa_de: MakePoa, make_linea: MakeLinea
) -> None:
    poa = authorised(poa_de((make_linea((0, 0, 1), (None, None, 1), evidencias=(3,)),)))
    poa = _judge(poa, EstadoEvidencia.ACEPTADA)
    for paso in (Paso.ENVIO, Paso.CIERRE):
        assert asked(poa, paso) == ()


def _judge(poa: Poa, estado: EstadoEvidencia) -> Poa:
    def lineas(each: LineaAccion) -> LineaAccion:
        judged = tuple(
            replace(a, evidencias=tuple(replace(e, estado=estado) for e in a.evidencias))
            for a in each.avances
        )
        return replace(each, avances=judged)

    return replace(
        poa,
        actividades=tuple(
            replace(each, lineas=tuple(map(lineas, each.lineas))) for each in poa.actividades
        ),
    )


def test_every_month_of_a_linea_stands_in_one_row(poa_de: MakePoa, make_linea: MakeLinea) -> None:
    poa = poa_de(
        (
            make_linea((1, 1, 1), (1, 1, 1), linea=7),
            make_linea((1, 1, 1), (None, 1, None), linea=8, evidencias=(2,)),
        )
    )
    found = asked(poa)
    assert told(found, KINDS.EVIDENCIA_FALTA) == [
        "A1.1: reporta avance en enero, febrero y marzo sin evidencia."
    ]
    assert told(found, KINDS.EVIDENCIA_PENDIENTE) == ["A1.2: 1 evidencia de febrero sin revisar."]
    (missing,) = (each for each in found if each.tipo is KINDS.SIN_CAPTURAR)
    assert missing.mensaje == "A1.2: falta capturar enero y marzo."
    assert (missing.donde.id, missing.donde.campo, missing.donde.mes) == (8, "realizado", 1)
    assert (missing.clave, missing.bloquea) == ("A1.2", True)


def test_who_sends_is_not_told_that_nobody_has_reviewed(
    poa_de: MakePoa, make_linea: MakeLinea
) -> None:
    poa = poa_de((make_linea((0, 0, 1), (None, None, 1), evidencias=(3,)),))
    assert told(asked(poa, Paso.ENVIO), KINDS.EVIDENCIA_PENDIENTE) == []
    observed = _judge(poa, EstadoEvidencia.OBSERVADA)
    assert told(asked(observed, Paso.ENVIO), KINDS.EVIDENCIA_OBSERVADA) == [
        "A1.1: 1 evidencia de marzo observada."
    ]


def test_what_is_confirmed_as_zero_needs_its_reason_instead(
    poa_de: MakePoa, make_linea: MakeLinea
) -> None:
    poa = poa_de((make_linea((0, 1, 1), (), linea=7),))
    assert [each.tipo for each in blocking(asked(poa))] == [KINDS.SIN_CAPTURAR]
    (reason,) = blocking(asked(poa, en_cero=True))
    assert reason.tipo is KINDS.SIN_JUSTIFICAR
    assert reason.mensaje == "A1.1: tiene 0.0 % y falta la justificación."
    assert (reason.donde.campo, reason.donde.mes) == ("justificacion", 3)
    explained = poa_de((make_linea((0, 1, 1), (), linea=7, justificaciones=(1,)),))
    assert blocking(asked(explained, en_cero=True)) == ()


@pytest.mark.parametrize(
    ("realizado", "hoy", "wanted"),
    [
        ((1, 0, 0), date(2024, 3, 31), 0),  # March may still come
        ((1, 0, 0), date(2024, 4, 1), 1),
        ((3, 1, 0), date(2024, 3, 15), 1),  # 133 %: more will not make it less
        ((3, 1, 0), date(2024, 4, 1), 1),
        ((1, 1, 1), date(2024, 4, 1), 0),
    ],
)
def test_too_little_needs_its_reason_once_the_period_is_over(
    poa_de: MakePoa,
    make_linea: MakeLinea,
    realizado: tuple[int, ...],
    hoy: date,
    wanted: int,
) -> None:
    poa = poa_de((make_linea((1, 1, 1), realizado),))
    assert len(told(asked(poa, Paso.ENVIO, hoy), KINDS.SIN_JUSTIFICAR)) == wanted


def test_a_period_under_way_may_be_sent_but_not_closed(
    poa_de: MakePoa, make_linea: MakeLinea
) -> None:
    poa = poa_de((make_linea((0, 0, 1), (None, None, 1)),))
    last_day = date(2024, 3, 31)
    assert [each.tipo for each in blocking(asked(poa, Paso.CIERRE, last_day))] == [
        KINDS.PERIODO_EN_CURSO
    ]
    sending = asked(poa, Paso.ENVIO, last_day)
    assert told(sending, KINDS.PERIODO_EN_CURSO) == ["El periodo termina el 31/03/2024."]
    assert blocking(sending) == ()


def test_a_reason_goes_where_it_can_still_be_written(
    poa_de: MakePoa, make_linea: MakeLinea
) -> None:
    """T1 has one done early and needs no reason; the semester does."""
    late = date(2024, 7, 8)
    linea = make_linea((0, 0, 0, 0, 0, 1), (0, 1, 0, 0, 0, 1))
    open_ = poa_de((linea,))
    (reason,) = blocking(asked(open_, Paso.CIERRE, late, "2024-S1"))
    assert reason.donde.mes == 6
    june_closed = replace(open_, meses_cerrados=frozenset({6}))
    (reason,) = blocking(asked(june_closed, Paso.CIERRE, late, "2024-S1"))
    assert reason.donde.mes == 5
    closed = replace(open_, meses_cerrados=frozenset(range(1, 7)))
    found = asked(closed, Paso.CIERRE, late, "2024-S1")
    assert blocking(found) == ()  # nobody could write it
    (reason,) = (each for each in found if each.tipo is KINDS.SIN_JUSTIFICAR)
    assert "Sus meses están cerrados" in reason.que_hacer


@pytest.mark.parametrize(
    ("estado", "paso", "blocks"),
    [
        (EstadoObservacion.PENDIENTE, Paso.ENVIO, True),
        (EstadoObservacion.PENDIENTE, Paso.CIERRE, True),
        (EstadoObservacion.RESPONDIDA, Paso.ENVIO, False),
        (EstadoObservacion.RESPONDIDA, Paso.CIERRE, True),
        (EstadoObservacion.ATENDIDA, Paso.CIERRE, False),
    ],
)
def test_an_observation_blocks_whose_turn_it_is(
    poa_de: MakePoa,
    make_linea: MakeLinea,
    estado: EstadoObservacion,
    paso: Paso,
    blocks: bool,
) -> None:
    poa = poa_de((make_linea((0, 0, 1), (None, None, 1), linea=7),))
    found = blocking(asked(poa, paso, observaciones=[observation(7, estado)]))
    assert [each.tipo for each in found] == [KINDS.SIN_RESPUESTA] * blocks
    assert all((each.donde.id, each.donde.campo) == (7, "observacion") for each in found)
    elsewhere = [observation(7, estado, "T2"), observation(99, EstadoObservacion.ATENDIDA)]
    assert blocking(asked(poa, paso, observaciones=elsewhere)) == ()


def test_earlier_months_that_are_open_are_told(poa_de: MakePoa, make_linea: MakeLinea) -> None:
    poa = poa_de((make_linea((0, 0, 0, 0, 0, 1), (0, 0, 0, 0, 0, 1)),))
    late = date(2024, 7, 8)
    (open_,) = told(asked(poa, Paso.CIERRE, late, "2024-T2"), KINDS.PERIODO_ANTERIOR)
    assert open_.startswith("Enero, febrero y marzo siguen abiertos")
    steps = [cierre("2024-T1")]
    closed = asked(poa, Paso.CIERRE, late, "2024-T2", tramites=steps)
    assert told(closed, KINDS.PERIODO_ANTERIOR) == []
    (one,) = told(
        asked(poa, Paso.CIERRE, late, "2024-T2", tramites=[cierre("2024-M01"), cierre("2024-M03")]),
        KINDS.PERIODO_ANTERIOR,
    )
    assert one.startswith("Febrero sigue abierto")


def test_a_rule_that_does_not_apply_blocks(poa_de: MakePoa, make_linea: MakeLinea) -> None:
    poa = poa_de(
        (
            make_linea((0, 0, 1), (0, 0, 1), unidad="Litro"),
            make_linea((0, 0, 1), (0, 0, 1), unidad="Informe"),
        ),
        reglas=Reglas(Regla.CANTIDADES),
    )
    assert [each.tipo for each in blocking(asked(poa))] == [KINDS.REGLA_NO_APLICA]


def test_nothing_programado_is_told_and_can_be_closed(
    poa_de: MakePoa, make_linea: MakeLinea
) -> None:
    found = asked(poa_de((make_linea(),)))
    assert told(found, KINDS.NADA_PROGRAMADO) and blocking(found) == ()


def test_a_poa_without_lineas_is_neither_sent_nor_closed(poa_de: MakePoa) -> None:
    for paso in (Paso.ENVIO, Paso.CIERRE):
        (refused,) = blocking(asked(poa_de(), paso))
        assert refused.mensaje == "El POA no tiene líneas de acción: no hay qué evaluar."


def test_a_period_of_another_year_is_refused(poa_de: MakePoa) -> None:
    with pytest.raises(PoaError):
        asked(poa_de(), code="2023-T1")


def test_what_is_lacking_is_grouped_and_counted(poa_de: MakePoa, make_linea: MakeLinea) -> None:
    lineas = tuple(
        make_linea((1, 1, 1), (1, 1, 1) if number % 3 else (1, None, 1), linea=number)
        for number in range(9)
    )
    found = asked(poa_de(lineas))
    groups = agrupar(found)
    assert [(each.titulo, each.bloquea) for each in groups] == [
        ("Sin capturar (3)", True),
        ("POA en borrador", False),
        ("Sin evidencia (9)", False),
    ]
    assert [each.resumen for each in groups] == [
        "3 líneas tienen meses sin capturar.",
        "El POA sigue en borrador: su plan todavía puede cambiar sin justificación.",
        "9 líneas reportan avance sin evidencia.",
    ]
    assert [each for group in groups for each in group.requisitos] == [
        *blocking(found), *(each for each in found if not each.bloquea)
    ]  # fmt: skip
    assert cuenta(found) == "3 impedimentos, 10 avisos"
    assert cuenta(()) == "nada falta"


def test_every_kind_has_a_title_and_a_sentence() -> None:
    for tipo in TipoRequisito:
        one = Requisito(tipo, False, None, "", "Uno.", "Haga.")  # type: ignore[arg-type]
        (alone,) = agrupar([one])
        (two,) = agrupar([one, one])
        assert alone.titulo and alone.resumen == "Uno."
        assert two.titulo.endswith(" (2)") == two.es_lista
        assert two.resumen.startswith("2 ") or not two.es_lista


@pytest.mark.parametrize("paso", [Paso.ENVIO, Paso.CIERRE])
def test_a_period_that_has_not_begun_is_neither_sent_nor_closed(
    poa_de: MakePoa, make_linea: MakeLinea, paso: Paso
) -> None:
    (first, *_) = blocking(asked(poa_de((make_linea((0, 0, 1)),)), paso, date(2023, 12, 31)))
    assert first.mensaje == "El periodo comienza el 01/01/2024."
    assert blocking(asked(poa_de((make_linea((0, 0, 1)),)), Paso.ENVIO, date(2024, 1, 1))) == ()


def test_a_clock_that_was_set_back_is_told_and_does_not_block(
    poa_de: MakePoa, make_linea: MakeLinea
) -> None:
    poa = authorised(poa_de((make_linea((0, 0, 1), (None, None, 1)),)))
    step = Tramite(1, T1, Paso.ENVIO, datetime(2024, 4, 12, 9), "Ana")
    found = asked(poa, tramites=(step,))
    assert told(found, KINDS.RELOJ_ATRASADO) == [
        "El equipo dice que hoy es 10/04/2024, y el POA ya tiene un trámite del 12/04/2024."
    ]
    assert blocking(found) == ()
    assert not told(asked(poa, hoy=date(2024, 4, 12), tramites=(step,)), KINDS.RELOJ_ATRASADO)


def test_every_kind_has_a_heading(poa_de: MakePoa, make_linea: MakeLinea) -> None:
    """An open adecuación had none: looking at what a period lacks ended the program."""
    poa = replace(authorised(poa_de((make_linea((0, 0, 1)),))), adecuacion_abierta=True)
    headings = {group.tipo: group.titulo for group in agrupar(asked(poa))}
    assert headings[KINDS.ADECUACION_ABIERTA] == "Adecuación abierta"
    (example, *_) = asked(poa)
    for tipo in TipoRequisito:
        assert agrupar([replace(example, tipo=tipo)])[0].titulo
