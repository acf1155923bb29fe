"""The official layout: order, labels and values of the form."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from poa_desktop.export.layout import (
    EMPTY,
    FORMULA,
    BlockBox,
    Cell,
    ColumnsBox,
    LabelBox,
    SignatureBox,
    format_inversion,
    official_layout,
)
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.records import (
    Actividad,
    Dependencia,
    Ficha,
    Foda,
    Inversion,
    ItemFoda,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    TipoInversion,
)

SEED = Path(__file__).parents[2].parent / "shared" / "seed"
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")
FICHA = Ficha(
    "Atender a todos.",
    Inversion(TipoInversion.MONTO, Decimal("80000"), "3,478 litros"),
    "El Municipio",
    "El Municipio",
    date(2024, 1, 1),
    date(2024, 12, 31),
    Temporalidad.TRIMESTRAL,
)


def _poa() -> Poa:
    lineas = tuple(LineaAccion(number, f"Línea {number}") for number in range(1, 8))
    return Poa(
        1,
        Dependencia(
            1,
            "Obras Públicas",
            objetivo_fin="Caminos",
            titular_nombre="Ana Ruiz",
            titular_cargo="Directora",
        ),
        2024,
        vision="Primero.\nSegundo.",
        mision="Servir.",
        foda=Foda(fortalezas=(ItemFoda(1, "Equipo"), ItemFoda(2, "Orden"))),
        fecha=date(2023, 11, 6),
        programas=(Programa(1, 1, "Calles", "Mejorar calles", "Eje uno", FICHA, lineas),),
        actividades=(
            Actividad(1, 1, "Bacheo", "Eje uno", None, FICHA, lineas[:2]),
            Actividad(2, 2, "Aseo", "Eje dos", 1, Ficha(), ()),
        ),
    )


def _blocks(poa: Poa) -> list[BlockBox]:
    return [part for part in official_layout(MUNICIPIO, poa).parts if isinstance(part, BlockBox)]


def test_the_parts_stand_in_the_order_of_the_form() -> None:
    layout = official_layout(MUNICIPIO, _poa())

    assert [cell.text for cell in layout.title] == ["POA 2024", MUNICIPIO.gobierno]
    assert [type(part) for part in layout.parts] == [
        LabelBox, ColumnsBox, ColumnsBox, ColumnsBox, LabelBox,
        BlockBox, BlockBox, BlockBox, LabelBox, SignatureBox,
    ]  # fmt: skip
    assert [block.clave for block in _blocks(_poa())] == ["P1", "A1", "A2"]


def test_labels_and_values_read_as_on_the_form() -> None:
    programa, actividad, _ = _blocks(_poa())

    assert [(row.label.text, row.value.text) for row in programa.head] == [
        ("PROGRAMA 1:", "Calles"),
        ("Estrategia/Objetivo Estratégico:", "Mejorar calles"),
        ("Eje del PMD:", "Eje uno"),
    ]
    assert [row.label.text for row in actividad.head] == ["ACTIVIDAD 1:", "Eje del PMD:"]
    assert programa.left_heading.text == "Líneas de acción/Componente:"
    assert actividad.left_heading.text == "Líneas de acción:"
    assert [cell.text for cell in actividad.resultados] == [
        "Metas: Atender a todos.",
        "Inversión: $80,000.00 (3,478 litros)",
        "Beneficiados: Directos: El Municipio\nIndirectos: El Municipio",
        "Periodo de Tiempo: Del: 01 de enero al: 31 de diciembre de 2024",
        "Temporalidad de la Evaluación: Trimestral",
    ]
    assert [[run.text for run in cell.runs if run.bold] for cell in actividad.resultados] == [
        ["Metas:"], ["Inversión:"], ["Beneficiados:"],
        ["Periodo de Tiempo:", "Del:", "al:"], ["Temporalidad de la Evaluación:"],
    ]  # fmt: skip


def test_an_empty_ficha_prints_empty_values_and_no_beneficiados_row() -> None:
    empty = _blocks(_poa())[2]

    assert [cell.text for cell in empty.resultados] == [
        "Metas:",
        "Inversión:",
        "Periodo de Tiempo: Del: al:",
        "Temporalidad de la Evaluación:",
    ]
    assert empty.lineas == ()
    assert [left for left, _ in empty.rows] == [EMPTY] * 4


def test_one_kind_of_beneficiados_is_printed_alone() -> None:
    ficha = replace(FICHA, beneficiados_directos=None, beneficiados_indirectos="120 familias")
    poa = replace(_poa(), actividades=(Actividad(1, 1, "Bacheo", ficha=ficha),))

    texts = [cell.text for cell in _blocks(poa)[1].resultados]
    assert "Beneficiados: Indirectos: 120 familias" in texts


def test_a_period_over_two_years_names_both() -> None:
    ficha = replace(FICHA, periodo_del=date(2023, 10, 1))
    poa = replace(_poa(), actividades=(Actividad(1, 1, "Bacheo", ficha=ficha),))

    texts = [cell.text for cell in _blocks(poa)[1].resultados]
    assert "Periodo de Tiempo: Del: 01 de octubre de 2023 al: 31 de diciembre de 2024" in texts


def test_rows_pair_lineas_with_resultados() -> None:
    programa, actividad, _ = _blocks(_poa())

    assert len(programa.rows) == 7
    assert programa.rows[5][1] is EMPTY
    assert len(actividad.rows) == 5
    assert actividad.rows[2][0] is EMPTY


def test_the_end_names_evaluator_formula_date_and_signer() -> None:
    evaluation, signature = official_layout(MUNICIPIO, _poa()).parts[-2:]

    assert isinstance(evaluation, LabelBox)
    value = evaluation.rows[0].value
    assert value.text.endswith(FORMULA)
    assert value.runs[0].bold
    assert not value.runs[1].bold
    assert evaluation.rows[1].value.text == "06 de noviembre de 2023"
    assert isinstance(signature, SignatureBox)
    assert [cell.text for cell in signature.below] == ["Ana Ruiz", "Directora", "OBRAS PÚBLICAS"]


def test_an_unknown_signer_gets_a_caption_to_write_under() -> None:
    def below(nombre: str, cargo: str) -> list[str]:
        dependencia = Dependencia(
            1, "Obras Públicas", titular_nombre=nombre, titular_cargo=cargo
        )  # fmt: skip
        signature = official_layout(MUNICIPIO, replace(_poa(), dependencia=dependencia)).parts[-1]
        assert isinstance(signature, SignatureBox)
        return [cell.text for cell in signature.below]

    assert below("", "") == ["Nombre y cargo", "OBRAS PÚBLICAS"]
    assert below("", "Directora") == ["Nombre", "Directora", "OBRAS PÚBLICAS"]
    assert below("Ana Ruiz", "") == ["Ana Ruiz", "OBRAS PÚBLICAS"]


def test_foda_items_are_numbered_and_paragraphs_kept() -> None:
    _, vision, first, *_ = official_layout(MUNICIPIO, _poa()).parts

    assert isinstance(vision, ColumnsBox)
    assert [cell.text for cell in vision.left] == ["Primero.", "Segundo."]
    assert isinstance(first, ColumnsBox)
    assert [cell.text for cell in first.left] == ["1.- Equipo", "2.- Orden"]
    assert first.right == ()


@pytest.mark.parametrize(
    ("inversion", "shown"),
    [
        (Inversion(), ""),
        (Inversion(TipoInversion.NO_GENERA_GASTO), "No genera gasto"),
        (Inversion(TipoInversion.MONTO, Decimal("1800000")), "$1,800,000.00"),
        (Inversion(TipoInversion.MONTO, Decimal("0.5"), "(ya con IVA)"), "$0.50 (ya con IVA)"),
    ],
)
def test_inversion_as_printed(inversion: Inversion, shown: str) -> None:
    assert format_inversion(inversion) == shown


def _flat(text: str) -> str:
    return "".join(text.split())


def test_every_text_of_a_real_form_is_in_the_layout_in_its_order() -> None:
    if not SEED.is_dir():
        pytest.skip("no real form beside the project (../shared/seed)")
    from poa_desktop.intake.text_form import read_text_form

    source = next(SEED.glob("*.txt"))
    draft = read_text_form(source.read_bytes(), source.name)
    raw = _flat(_bare(source.read_text("utf-8")))
    position = 0
    for cell in _cells(official_layout(draft.municipio, draft.poa).parts):
        wanted = _flat(cell.text)
        if cell.text == "Nombre y cargo":  # the form leaves the room without a caption
            continue
        if wanted.startswith("PeriododeTiempo:"):  # one form writes "tiempo" once
            wanted = wanted[len("PeriododeTiempo:") :]
        assert wanted in raw, cell.text
        position += 1
    assert position > 200


def _bare(text: str) -> str:
    for mark in ("<b>", "</b>", "<p>", "</p>", "**"):
        text = text.replace(mark, "")
    return text.replace("\\$", "$")


def _cells(parts: tuple[object, ...]) -> list[Cell]:
    found: list[Cell] = []
    for part in parts:
        if isinstance(part, LabelBox):
            found += [cell for row in part.rows for cell in (row.label, row.value)]
        elif isinstance(part, ColumnsBox):
            found += [part.left_heading, part.right_heading, *part.left, *part.right]
        elif isinstance(part, BlockBox):
            found += [cell for row in part.head for cell in (row.label, row.value)]
            found += [part.left_heading, part.right_heading, *part.lineas, *part.resultados]
        elif isinstance(part, SignatureBox):
            found += [part.heading, *part.below]
    return found
