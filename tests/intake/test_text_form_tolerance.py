"""What people do to the form: each oddity is read, or told."""

from datetime import date
from decimal import Decimal

import pytest

from poa_desktop.intake.draft import Draft
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.records import EVALUADOR, Inversion, TipoInversion

HEAD = "POA 2025\nGOBIERNO MUNICIPAL DE PUERTA ALTA, JALISCO\nDirección/Jefatura:\tCatastro\n"
BOX = (
    "ACTIVIDAD 1:\tMapa\nEje del PMD:\tOrden\nLíneas de acción:\tResultados/Impacto\n"
    "Medir predios\tMetas: 10 predios\n"
)


def read(text: str) -> Draft:
    return read_text_form(text.encode(), "poa.txt")


def unrecognised(draft: Draft) -> list[str]:
    return [
        problem.mensaje.partition("«")[2].removesuffix("»")
        for problem in draft.problems
        if problem.regla == "texto_no_reconocido"
    ]


def reglas(draft: Draft) -> list[str]:
    return [problem.regla for problem in draft.problems]


def test_smallest_document() -> None:
    draft = read(HEAD + BOX)
    actividad = draft.poa.actividades[0]
    assert (draft.municipio.nombre, draft.municipio.estado) == ("Puerta Alta", "Jalisco")
    assert draft.poa.dependencia.nombre == "Catastro"
    assert [linea.texto for linea in actividad.lineas] == ["Medir predios"]
    assert actividad.ficha.metas == "10 predios"
    assert actividad.ficha.inversion == Inversion()
    assert actividad.ficha.beneficiados_directos is None
    assert actividad.ficha.temporalidad is None
    assert unrecognised(draft) == []
    assert draft.poa.evaluador == EVALUADOR
    assert "programacion_propuesta" not in reglas(draft)


@pytest.mark.parametrize(
    "labels",
    [
        ("METAS :", "inversion:", "PERIODO DE TIEMPO:", "temporalidad de la evaluacion:"),
        ("<b>Metas</b>", "<b>Inversión</b>", "<b>Período de tiempo</b>", "<b>Temporalidad</b>"),
        ("Metas", "Inversión", "Periodo de Tiempo", "Temporalidad de la Evaluación"),
        ("**Metas:**", "**Inversion**:", "**Periodo de tiempo:**", "**Temporalidad:**"),
    ],
)
def test_labels_with_or_without_accents_case_colon_and_bold(labels: tuple[str, ...]) -> None:
    metas, inversion, periodo, temporalidad = labels
    text = (
        f"{HEAD}actividad 1\tMapa\nlineas de accion\tresultados / impacto\n"
        f"Medir\t{metas} Diez\n\t{inversion} No genera gasto.\n"
        f"\t{periodo} Del: 01 de enero al: 30 de junio de 2025\n\t{temporalidad} SEMESTRAL.\n"
    )
    draft = read(text)
    ficha = draft.poa.actividades[0].ficha
    assert ficha.metas == "Diez"
    assert ficha.inversion.tipo is TipoInversion.NO_GENERA_GASTO
    assert (ficha.periodo_del, ficha.periodo_al) == (date(2025, 1, 1), date(2025, 6, 30))
    assert ficha.temporalidad is Temporalidad.SEMESTRAL
    assert draft.poa.actividades[0].lineas[0].programado[5] == 100
    assert unrecognised(draft) == []


def test_results_in_another_order_and_before_the_lineas() -> None:
    text = (
        f"{HEAD}PROGRAMA 1:\tUno\n\t\tLíneas de acción/Componente:\t\tResultados/Impacto\n"
        "\t\t\t\tTemporalidad de la Evaluación: Anual\n"
        "\t\tAlfa\t\tMetas: Primero\nBeta\tInversión: $5\n\t\tGamma\t\t\n"
    )
    programa = read(text).poa.programas[0]
    assert [linea.texto for linea in programa.lineas] == ["Alfa", "Beta", "Gamma"]
    assert programa.ficha.metas == "Primero"
    assert programa.ficha.inversion.monto == Decimal("5.00")
    assert programa.ficha.temporalidad is Temporalidad.ANUAL


def test_all_results_in_one_merged_cell() -> None:
    box = (
        "<b>Metas:</b> Llegar a diez <b>Inversión:</b> \\$1,500.50 <b>Beneficiados:</b> "
        "Directos: Vecinos Indirectos: Todos <b>Temporalidad de la Evaluación:</b> Bimestral"
    )
    draft = read(f"{HEAD}ACTIVIDAD 1:\tMapa\nLíneas de acción:\tResultados/Impacto\n\t{box}\n")
    ficha = draft.poa.actividades[0].ficha
    assert ficha.metas == "Llegar a diez"
    assert ficha.inversion.monto == Decimal("1500.50")
    assert (ficha.beneficiados_directos, ficha.beneficiados_indirectos) == ("Vecinos", "Todos")
    assert ficha.temporalidad is Temporalidad.BIMESTRAL
    assert "sin_lineas" in reglas(draft)


def test_a_linea_that_mentions_a_label_stays_a_linea() -> None:
    text = (
        f"{HEAD}{BOX}Inversión en equipo y metas por zona\t\n"
        "Actividad de campo con brigadas\t\nPrograma 2024-2027 de obras\t\n"
        "Publicar las siguientes metas: calles y banquetas\t\nObjetivo: reducir plazos\t\n"
    )
    draft = read(text)
    assert [linea.texto for linea in draft.poa.actividades[0].lineas[1:]] == [
        "Inversión en equipo y metas por zona",
        "Actividad de campo con brigadas",
        "Programa 2024-2027 de obras",
        "Publicar las siguientes metas: calles y banquetas",
        "Objetivo: reducir plazos",
    ]
    assert len(draft.poa.bloques) == 1
    assert unrecognised(draft) == []


def test_unknown_rows_are_told_with_their_row_number() -> None:
    draft = read(f"{HEAD}{BOX}Observaciones:\tninguna hasta hoy\n\nPágina 1 de 3\n")
    assert unrecognised(draft) == ["Observaciones:", "ninguna hasta hoy", "Página 1 de 3"]
    places = [each.donde.etiqueta for each in draft.problems if "reconocido" in each.regla]
    assert places == ["Renglón 8", "Renglón 8", "Renglón 10"]
    assert len(draft.poa.lineas) == 1


def test_a_result_given_twice_is_told() -> None:
    draft = read(f"{HEAD}{BOX}\tMetas: otras\n")
    assert draft.poa.actividades[0].ficha.metas == "10 predios"
    assert unrecognised(draft) == ["otras"]


def test_several_paragraphs_in_one_cell_become_lineas() -> None:
    draft = read(f"{HEAD}{BOX}<p>Uno</p><p>Dos</p>\t\n")
    assert [linea.texto for linea in draft.poa.lineas] == ["Medir predios", "Uno", "Dos"]
    assert "lineas_en_una_celda" in reglas(draft)


def test_vision_and_mision_in_two_real_columns() -> None:
    draft = read(f"{HEAD}VISIÓN 3 AÑOS\tMISIÓN\n---\t---\nVer lejos\tHacer bien\n{BOX}")
    assert (draft.poa.vision, draft.poa.mision) == ("Ver lejos", "Hacer bien")
    assert "columnas_perdidas" not in reglas(draft)


def test_vision_and_mision_one_after_the_other() -> None:
    draft = read(f"{HEAD}Visión:\nVer lejos\nY claro\nMisión:\nHacer bien\n{BOX}")
    assert (draft.poa.vision, draft.poa.mision) == ("Ver lejos\nY claro", "Hacer bien")


@pytest.mark.parametrize(
    ("paragraphs", "vision", "mision", "told"),
    [
        (["A uno", "B dos"], "A uno", "B dos", False),
        (["A uno", "B dos", "C tres"], "A uno\nB dos", "C tres", True),
        (["A uno", "La misión es B", "C tres"], "A uno", "La misión es B\nC tres", True),
        (["Misión de A", "La visión de B"], "La visión de B", "Misión de A", False),
        (["A solo"], "A solo", "", True),
    ],
)
def test_vision_and_mision_whose_columns_were_lost(
    paragraphs: list[str], vision: str, mision: str, told: bool
) -> None:
    rows = "\n\n".join(paragraphs)
    draft = read(f"{HEAD}VISIÓN 3 AÑOS\tMISIÓN\n---\t---\n\n{rows}\n\n{BOX}")
    assert (draft.poa.vision, draft.poa.mision) == (vision, mision)
    assert ("columnas_perdidas" in reglas(draft)) is told


@pytest.mark.parametrize(
    "rows",
    [
        "<p>1.- Alto</p> <p>2.- Ancho</p>\t<p>1.- Bajo</p>",
        "1.- Alto\t1.- Bajo\n2.- Ancho\t",
        "1. Alto\t1) Bajo\n2) Ancho\t",
        "1.- Alto 2.- Ancho\t• Bajo",
        "\t<p>1.- Alto<br>2.- Ancho</p>\t1.- Bajo",
    ],
)
def test_foda_lists_lose_their_numbers_only(rows: str) -> None:
    draft = read(f"{HEAD}FORTALEZAS\tDEBILIDADES\n--\t---\n{rows}\n{BOX}")
    assert [item.texto for item in draft.poa.foda.fortalezas] == ["Alto", "Ancho"]
    assert [item.texto for item in draft.poa.foda.debilidades] == ["Bajo"]


def test_numbers_missing_repeated_and_absent() -> None:
    box = "\tX\nLíneas de acción:\tResultados/Impacto\n"
    draft = read(HEAD + "".join(f"ACTIVIDAD {n}:{box}" for n in ("1", "3", "3", "6", "")))
    assert [each.numero for each in draft.poa.actividades] == [1, 3, 3, 6, 7]
    told = [each.mensaje for each in draft.problems if each.regla == "numeracion"]
    assert told == [
        "Actividad «X» no tenía número: se le puso el 7.",
        "En la numeración falta Actividad 2.",
        "Actividad 3 aparece más de una vez.",
        "En la numeración falta Actividad 4 a 5.",
    ]
    assert reglas(draft).count("sin_lineas") == 5


def test_a_title_without_a_year_takes_that_of_the_periods() -> None:
    box = BOX + "\tPeriodo de Tiempo: Del: 1 de enero al: 31 de diciembre de 2026\n"
    draft = read(f"PROGRAMA OPERATIVO ANUAL\n{box}")
    assert draft.poa.ejercicio == 2026
    assert "ejercicio_supuesto" in reglas(draft)


def test_names_of_the_dependencia() -> None:
    both = read("POA 2025\nDIRECCIÓN / JEFATURA:\tOBRAS\nDirección/ Jefatura:\tObras\n")
    assert both.poa.dependencia.nombre == "Obras"
    assert unrecognised(both) == []
    other = read("POA 2025\nDIRECCIÓN / JEFATURA:\tCULTURA\nDirección/ Jefatura:\tObras\n")
    assert other.poa.dependencia.nombre == "Obras"
    assert unrecognised(other) == ["CULTURA"]
    top = read("POA 2025\nDIRECCIÓN / JEFATURA:\tOBRAS\n")
    assert top.poa.dependencia.nombre == "OBRAS"
    none = read("POA 2025\n")
    assert none.poa.dependencia.nombre == ""
    assert "dato_ausente" in reglas(none)


def test_signature_gives_the_titular_and_says_so() -> None:
    draft = read(f"{HEAD}{BOX}RESPONSABLE NOMBRE Y FIRMA\n\nIng. Rita Luna\nDirectora\nCATASTRO\n")
    dependencia = draft.poa.dependencia
    assert (dependencia.titular_nombre, dependencia.titular_cargo) == (
        "Ing. Rita Luna",
        "Directora",
    )
    assert "titular_supuesto" in reglas(draft)
    assert unrecognised(draft) == []


def test_evaluador_without_the_formula_of_the_form() -> None:
    label = "Evaluación por parte del Ayuntamiento:"
    draft = read(f"{HEAD}{label}\tCONTRALORÍA (Mediante la fórmula: A / B * 50)\n")
    assert draft.poa.evaluador == "CONTRALORÍA"
    assert unrecognised(draft) == ["(Mediante la fórmula: A / B * 50)"]


def test_unreadable_values_are_kept_or_told() -> None:
    text = (
        f"{HEAD}{BOX}\tInversión: Por definir con Tesorería\n\tBeneficiados: Las familias\n"
        "\tPeriodo de Tiempo: todo el año\n\tTemporalidad de la Evaluación: cuando se pueda\n"
        "Fecha:\tun lunes\n"
    )
    draft = read(text)
    ficha = draft.poa.actividades[0].ficha
    assert ficha.inversion == Inversion(nota="Por definir con Tesorería")
    assert ficha.beneficiados_directos == "Las familias"
    assert ficha.periodo_del is ficha.periodo_al is ficha.temporalidad is draft.poa.fecha is None
    told = " ".join(each.mensaje for each in draft.problems if each.regla == "valor_ilegible")
    for text in ("Por definir", "Las familias", "todo el año", "cuando se pueda", "un lunes"):
        assert text in told


def test_texts_pass_the_text_boundary() -> None:
    draft = read(f"{HEAD}{BOX}Revi\u200bsar  \u202eplanos\t\n")
    assert draft.poa.lineas[1].texto == "Revisar planos"
    assert [each.donde.etiqueta for each in draft.problems if each.regla == "texto_limpiado"] == [
        "Actividad 1, línea 2"
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "está vacío"),
        (b" \n\t\n ", "está vacío"),
        (b"---\n===\t---\n", "no parece un POA"),
        (b"Hola\nesto no es nada\n", "no parece un POA"),
        (b"POA\nsin nada", "no dice de qué ejercicio"),
        (b"PROGRAMA 1:\tAlgo\n", "no dice de qué ejercicio"),
        (b"POA 2024\0\0\1binario", "no es un archivo de texto"),
        (b"%PDF-1.7 ...", "es un PDF"),
        (b"PK\x03\x04....", "Word o Excel"),
        (b"\xff\xfe\0\0P\0\0\0", "no es un archivo de texto"),
        (b"POA 2024\n" + b"x" * 5_000_000, "pesa más de 5 MB"),
        (b"POA 2024\n" + b"x\n" * 30_000, "renglones"),
        (b"POA 2024\n" + b"x\t" * 70_000, "celdas"),
    ],
)
def test_refusals_name_the_file_and_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(PoaError, match=r"«mi poa\.txt»") as caught:
        read_text_form(content, "mi poa.txt")
    assert reason in str(caught.value)
