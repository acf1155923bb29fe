"""The papers of a closed period: an acta that says everything, and sheets of what was frozen."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, render
from poa_desktop.export.opciones import Opciones
from poa_desktop.export.pdf_acta_listas import MOST_JUSTIFIED
from poa_desktop.poa.congelado import Confirmado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    Avance,
    EstadoEvidencia,
    Evidencia,
    LineaAccion,
    Municipio,
    Plantilla,
    Poa,
    Programa,
    Regla,
    Reglas,
    TipoPlantilla,
)
from poa_desktop.poa.sello import read_codigo
from poa_desktop.poa.tramites import EstadoPeriodo, Paso, Tramite
from tests.march_poa import OBRAS, march_linea, march_poa
from tests.pdf_words import assert_golden, text_of
from tests.sealed import SealedFile

T1 = parse_periodo("2024-T1")
FIRST, REOPENED, SECOND = (datetime(2024, 4, day, 10, 30) for day in (8, 15, 22))
HOY = date(2024, 9, 1)
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")
PROOF = Evidencia(1, "lista de asistencia.txt", "text/plain", 14, "ab" * 32)
GLANCED = replace(PROOF, id=2, nombre="foto.txt", estado=EstadoEvidencia.ACEPTADA)
TITULAR = replace(OBRAS, titular_nombre="Ana Ruiz", titular_cargo="Directora de Obras")
ASKED = ObservacionLinea(
    1, T1, 2, "Falta el oficio de los vecinos.", "Luis Peña", "Planeación", datetime(2024, 4, 3),
    EstadoObservacion.ATENDIDA, "Se entregó el 5 de abril.", "Ana Ruiz", "Directora",
    datetime(2024, 4, 5),
)  # fmt: skip

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "qpdf", "pdffonts", "pdftoppm"))),
    reason="needs poppler-utils and qpdf",
)


NOT_DONE = Avance(0, "", "Faltó material")


def small_poa(third: Avance = NOT_DONE) -> Poa:
    """Four líneas due in March: done, beyond, the given one, and one confirmed as 0."""
    return march_poa(
        march_linea(1, Avance(100, "Se hizo", "", (PROOF, GLANCED))),
        march_linea(2, Avance(250, "", "Los vecinos pusieron mano de obra")),
        march_linea(3, third),
        march_linea(4, Avance(0, "", "No llegó el equipo")),
        dependencia=TITULAR,
    )


def closed_once(poa: Poa | None = None, **more: Any) -> SealedFile:
    made = SealedFile()
    made.cerrar(MUNICIPIO, poa or small_poa(), T1, FIRST, **more)
    return made


def closed_twice() -> SealedFile:
    made = closed_once(observaciones=(ASKED,), confirmados=(Confirmado(4, 3),), nota="En sesión.")
    made.reabrir(small_poa(), T1, REOPENED, "Se capturó mal la línea tres.")
    made.cerrar(MUNICIPIO, small_poa(Avance(100, "Con oficio 7")), T1, SECOND)
    return made


LATER = replace(
    small_poa(Avance(900)), programas=(Programa(9, 1, "Otro", lineas=(LineaAccion(99, "Otra"),)),)
)
"""What the live records say by now: nothing of it may come onto the paper of a cierre."""


def context(file: SealedFile, version: int = 0, **more: Any) -> Context:
    other = Municipio("Otro Nombre", "Sonora", "OTRO GOBIERNO", color="#6D1A36")
    given = {"municipio": other, "poa": LATER, "opciones": Opciones(version=version), **more}
    return Context(
        given.pop("municipio"), given.pop("poa"), HOY, T1, cierres=file.cierres(),
        contenido=lambda _: b"Asistentes: 30", **given,
    )  # fmt: skip


def printed(documento: str, made_from: Context) -> tuple[bytes, tuple[str, ...]]:
    return render(find_documento(documento, "pdf"), "pdf", made_from)


def flat(content: bytes, folder: Path) -> str:
    return " ".join(text_of(content, folder, "-raw").split())


def without_footers(text: str) -> str:
    return re.sub(r"(Cerrado|Impreso) el \d\d de \w+ de \d{4} Folio \S+( · Sello \S+)?", "", text)


# -- the acta -------------------------------------------------------------------------------------


def test_words_and_positions_of_a_first_acta(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = closed_once(observaciones=(ASKED,), confirmados=(Confirmado(4, 3),), nota="En sesión.")
    content, notices = printed("acta", context(file))
    assert notices == ()
    assert_golden(content, "acta_words.txt", tmp_path, request)


def test_words_and_positions_of_a_second_acta(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    content, notices = printed("acta", context(closed_twice()))
    assert notices == ()
    assert_golden(content, "acta_version_2_words.txt", tmp_path, request)


def test_words_and_positions_of_a_closed_sheet(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    content, notices = printed("evaluacion", context(closed_twice()))
    assert notices == ()
    assert_golden(content, "hoja_cerrada_words.txt", tmp_path, request)


def test_an_acta_says_what_was_closed_by_whom_and_under_which_seal(tmp_path: Path) -> None:
    file = closed_once(observaciones=(ASKED,), confirmados=(Confirmado(4, 3),), nota="En sesión.")
    (sello,) = file.sellos
    text = flat(printed("acta", context(file))[0], tmp_path)
    for words in (
        "ACTA DE CIERRE, POA 2024 GOBIERNO MUNICIPAL DE VALLE CLARO",
        "OBRAS PÚBLICAS TITULAR: Ana Ruiz, Directora de Obras",
        f"FOLIO: {sello.folio} VERSIÓN: 1",
        "En Valle Claro, Jalisco, el 08 de abril de 2024 a las 10:30 horas, Lucía Ramos, Analista "
        "de Planeación cerró",
        "TOTAL DEL PERIODO 4 2 50.0 % ■ Rezago",
        "ACUMULADO ene–mar 4 2 50.0 %",
        "2 realizadas / 4 proyectadas × 100 = 50.0 %",
        "Actos: cada mes programado",
        "● Cumple: 90 % o más",
        "4, de 1 programa o actividad. Cumplidas: 1; con sobrecumplimiento: 1; sin avance: 2.",
        "4 proyectados: 2 realizados, 2 sin realizar.",
        "2 archivos. Aceptadas: 1; sin revisar: 1.",
        "1. Atendidas: 1.",
        "confirmado como 0 al cerrar (1 mes) A1.4 (marzo).",
        "Programado y capturado como 0 (1 mes) A1.3 (marzo).",
        "Justificaciones (3)",
        "A1.2 Marzo 250.0 % Los vecinos pusieron mano de obra",
        "A1.2 Falta el oficio de los vecinos. Luis Peña, Planeación, 03 de abril de 2024 Se "
        "entregó el 5 de abril. Ana Ruiz, Directora, 05 de abril de 2024 Atendida.",
        "Nota del cierre: En sesión.",
        f"Sello: {sello.corta}",
        sello.huella_llave,
        "41 operaciones hasta este acto; la última lleva el sello C4C4-C4C4-C4C4-C4C4",
        "Sello anterior del archivo: ninguno, es el primero",
        "«Comprobar folio…»",
        "lo que obliga son las firmas autógrafas en papel",
        "Por la dependencia",
        "Por la Dirección de Planeación",
    ):
        assert words in text, words
    assert sello.contenido.upper() in text.replace(" ", "")


def test_what_stands_on_the_paper_is_read_back_to_its_seal(tmp_path: Path) -> None:
    file = closed_once()
    (sello,) = file.sellos
    for documento in ("acta", "evaluacion", "evidencias"):
        text = text_of(printed(documento, context(file))[0], tmp_path, "-raw")
        beside = text[text.index("Folio") :]
        read = read_codigo(beside)
        assert (read.folio, read.corta) == (sello.folio, sello.corta), documento


def test_a_second_acta_names_the_first_the_reason_and_every_difference(tmp_path: Path) -> None:
    file = closed_twice()
    first, reopened, second = file.sellos
    text = flat(printed("acta", context(file))[0], tmp_path)
    for words in (
        f"Sustituye a la versión 1 Folio {first.folio}, sello {first.corta}",
        "Se reabrió el 15 de abril de 2024 a las 10:30 horas por Lucía Ramos",
        f"con el folio {reopened.folio}. Motivo: Se capturó mal la línea tres.",
        "Total del periodo 2 de 4 actos = 50.0 % Rezago 3 de 4 actos = 75.0 % En riesgo",
        "Diferencias con la versión 1 (4)",
        "A1.3 Realizado Marzo 0 1",
        "A1.3 Comentario Marzo — Con oficio 7",
        "A1.3 Justificación Marzo Faltó material —",
        "A1.2 Observación — Falta el oficio",
        f"Sello anterior del archivo: {reopened.folio}, {reopened.corta}",
    ):
        assert words in text, words
    assert "Sustituye" not in flat(printed("acta", context(file, 1))[0], tmp_path)
    assert second.version == 2


@pytest.mark.parametrize(
    ("steps", "version", "sentence"),
    [
        ((), 0, "está abierto y no tiene acta: ciérrelo antes."),
        ((Paso.ENVIO,), 0, "está enviado y no tiene acta"),
        ((Paso.CIERRE, Paso.REAPERTURA), 0, "o elija la versión 1, que ya no está vigente."),
        ((), 1, "no tiene la versión 1: no se ha cerrado."),
        ((Paso.CIERRE,), 2, "no tiene la versión 2: elija 1."),
    ],
)
def test_what_is_not_closed_has_no_acta(
    steps: tuple[Paso, ...], version: int, sentence: str
) -> None:
    file = SealedFile()
    for paso in steps:
        if paso is Paso.CIERRE:
            file.cerrar(MUNICIPIO, small_poa(), T1, FIRST)
        elif paso is Paso.REAPERTURA:
            file.reabrir(small_poa(), T1, REOPENED, "Motivo.")
        else:
            file.tramites.append(Tramite(1, T1, paso, FIRST, "Ana"))
    with pytest.raises(PoaError, match=re.escape(sentence)):
        printed("acta", context(file, version))


def test_a_cierre_without_its_seal_prints_nothing() -> None:
    file = closed_once()
    file.sellos.clear()
    for documento in ("acta", "evaluacion"):
        with pytest.raises(PoaError, match="no tiene sello"):
            printed(documento, context(file))


# -- from frozen content --------------------------------------------------------------------------


@pytest.mark.parametrize("documento", ["acta", "evaluacion", "evidencias"])
def test_a_version_prints_to_the_byte_as_it_did_whatever_came_after(documento: str) -> None:
    once = closed_once(observaciones=(ASKED,), confirmados=(Confirmado(4, 3),), nota="En sesión.")
    as_it_was = replace(context(once), municipio=MUNICIPIO, poa=small_poa(), hoy=FIRST.date())
    before, _ = printed(documento, as_it_was)
    after, notices = printed(documento, context(closed_twice(), 1))
    assert after == before
    assert notices == (
        "Es la versión 1 del cierre: la sustituyó la versión 2, con el folio "
        f"{closed_twice().sellos[2].folio}.",
    )


@pytest.mark.parametrize("documento", ["evaluacion", "evidencias"])
def test_nothing_live_is_on_the_paper_of_a_cierre(documento: str, tmp_path: Path) -> None:
    text = flat(printed(documento, context(closed_twice()))[0], tmp_path)
    assert "VALLE CLARO" in text
    for word in ("OTRO GOBIERNO", "BORRADOR", "Impreso", "septiembre"):
        assert word not in text


def test_a_closed_sheet_has_its_folio_its_seal_and_no_watermark(tmp_path: Path) -> None:
    file = closed_twice()
    sello = file.sellos[2]
    text = flat(printed("evaluacion", context(file))[0], tmp_path)
    assert "Cerrado el 22 de abril de 2024. Versión 2, sustituye a la 1" in text
    assert f"Folio: {sello.folio} Versión 2 Sello: {sello.corta}" in text
    assert "Cerrado: el 22 de abril de 2024 a las 10:30 horas por Lucía Ramos" in text
    pages = text.count("Página ")
    assert text.count(f"Folio {sello.folio} · Sello {sello.corta}") == pages
    assert "BORRADOR" not in text


@pytest.mark.parametrize(
    ("estado", "words"),
    [
        (EstadoPeriodo.ABIERTO, "BORRADOR: el periodo no está cerrado"),
        (EstadoPeriodo.ENVIADO, "BORRADOR: el periodo está enviado y no cerrado"),
        (EstadoPeriodo.OBSERVADO, "BORRADOR: el periodo está observado y no cerrado"),
        (EstadoPeriodo.REABIERTO, "BORRADOR: el periodo se reabrió y no se ha vuelto a cerrar"),
    ],
)
def test_a_draft_says_why_it_is_one(estado: EstadoPeriodo, words: str, tmp_path: Path) -> None:
    steps = {
        EstadoPeriodo.ABIERTO: (),
        EstadoPeriodo.ENVIADO: (Paso.ENVIO,),
        EstadoPeriodo.OBSERVADO: (Paso.ENVIO, Paso.DEVOLUCION),
        EstadoPeriodo.REABIERTO: (Paso.CIERRE, Paso.REAPERTURA),
    }
    file = SealedFile()
    for number, paso in enumerate(steps[estado], 1):
        file.tramites.append(Tramite(number, T1, paso, FIRST, "Ana"))
    text = flat(printed("evaluacion", context(file))[0], tmp_path)
    assert words in text
    assert "OTRO GOBIERNO" in text  # the live records
    assert re.search(r"Folio EV-2024-T1-[0-9A-F]{8}", text)


def test_the_sheet_of_a_reopened_period_is_live_and_its_version_is_not(tmp_path: Path) -> None:
    file = closed_once()
    file.reabrir(small_poa(), T1, REOPENED, "Motivo.")
    assert "OTRO GOBIERNO" in flat(printed("evaluacion", context(file))[0], tmp_path)
    content, notices = printed("evaluacion", context(file, 1))
    assert "VALLE CLARO" in flat(content, tmp_path)
    assert notices == (
        "Es la versión 1 del cierre, que ya no está vigente: el periodo se reabrió y no se ha "
        "vuelto a cerrar.",
    )


def test_other_papers_stay_live(tmp_path: Path) -> None:
    text = flat(printed("tablero", context(closed_once()))[0], tmp_path)
    assert "OTRO GOBIERNO" in text


# -- figures that this program would not compute --------------------------------------------------


def _better(plain: dict[str, Any]) -> None:
    total = plain["cifras"]["del_periodo"]["total"]
    total.update(realizadas=3, porcentaje="75", semaforo="amarillo")


def test_the_sheet_refuses_where_the_figures_are_not_those_that_were_sealed() -> None:
    file = closed_once(alter=_better)
    with pytest.raises(PoaError, match="calcula otras cifras que las que se sellaron con el folio"):
        printed("evaluacion", context(file))


def test_the_acta_prints_the_sealed_figures_and_says_so(tmp_path: Path) -> None:
    content, notices = printed("acta", context(closed_once(alter=_better)))
    text = flat(content, tmp_path)
    assert "TOTAL DEL PERIODO 4 3 75.0 % ▲ En riesgo" in text
    assert "3 realizadas / 4 proyectadas × 100 = 75.0 %" in text
    assert notices == (
        "Las cifras son las que se sellaron: esta versión del programa calcula otras con el mismo "
        "contenido.",
    )


def test_figures_that_cannot_be_read_are_one_sentence() -> None:
    def drop(plain: dict[str, Any]) -> None:
        del plain["cifras"]["acumulado"]

    with pytest.raises(PoaError, match="Las cifras selladas no se pueden leer"):
        printed("acta", context(closed_once(alter=drop)))


def test_a_version_before_that_is_damaged_leaves_the_acta_standing(tmp_path: Path) -> None:
    file = closed_twice()
    sello = file.sellos[0]
    cierres = file.cierres()

    def read(each: Any) -> Any:
        if each == sello:
            raise PoaError("El contenido sellado está dañado: restaure un respaldo.")
        return file.contents[each.contenido]

    made_from = replace(context(file), cierres=replace(cierres, leer=read))
    content, notices = printed("acta", made_from)
    assert "Lo que cambió no se puede enumerar" in flat(content, tmp_path)
    assert notices == (
        "Sin las diferencias con la versión 1: El contenido sellado está dañado: restaure un "
        "respaldo.",
    )


# -- rules, long texts, paper ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regla", "row"),
    [
        (Regla.ACTOS, "TOTAL DEL PERIODO 4 2 50.0 %"),
        (Regla.ACTIVIDADES, "TOTAL DEL PERIODO 1 0 0.0 %"),
        (Regla.PROMEDIO, "TOTAL DEL PERIODO — — 50.0 %"),
        (Regla.CANTIDADES, "TOTAL DEL PERIODO 4 3.5 87.5 %"),
    ],
)
def test_every_rule_has_its_row(regla: Regla, row: str, tmp_path: Path) -> None:
    file = closed_once(replace(small_poa(), reglas=Reglas(regla)))
    assert row in flat(printed("acta", context(file))[0], tmp_path)


def test_a_short_acta_is_of_two_pages_at_most(tmp_path: Path) -> None:
    for version in (1, 2):
        text = flat(printed("acta", context(closed_twice(), version))[0], tmp_path)
        assert re.search(r"Página 1 de [12]\b", text)


def letterhead_of(width: int, height: int) -> Plantilla:
    stream = BytesIO()
    Image.new("RGB", (width, height), "#EAF2FB").save(stream, "PNG")
    return Plantilla(TipoPlantilla.MEMBRETE, "hoja.png", "cd" * 32, stream.getvalue())


@pytest.mark.parametrize("membrete", [None, letterhead_of(1100, 850)])
def test_the_seal_stands_on_the_page_of_the_signatures(
    membrete: Plantilla | None, tmp_path: Path
) -> None:
    file = SealedFile()
    file.cerrar(replace(MUNICIPIO, membrete=membrete), small_poa(), T1, FIRST)
    text = text_of(printed("evaluacion", context(file))[0], tmp_path, "-raw")
    last = text.rstrip("\f").split("\f")[-1]
    for words in ("Sello del cierre", file.sellos[0].corta, "Se firma", "50.0 %", "Elaboró"):
        assert words in last, words


@pytest.mark.parametrize("membrete", [False, True])
def test_sixty_blocks_of_twenty_and_odd_texts_print_whole(membrete: bool, tmp_path: Path) -> None:
    long = "Programa de obra " + "muy largo " * 40
    lineas = tuple(
        replace(march_linea(number, Avance(0, "", f"Motivo {number} R&D <b> \U0001f600 " * 3)))
        for number in range(1, 1201)
    )
    (actividad,) = march_poa(*lineas[:20]).actividades
    blocks = tuple(
        replace(actividad, id=place, numero=place, nombre=long, lineas=lineas[start : start + 20])
        for place, start in enumerate(range(0, 1200, 20), 1)
    )
    poa = replace(small_poa(), actividades=blocks)
    paper = letterhead_of(850, 1100)
    municipio = replace(MUNICIPIO, nombre="San " * 60, membrete=paper if membrete else None)
    file = SealedFile()
    file.cerrar(municipio, poa, T1, FIRST, nota="Nota\n" * 50)
    content, notices = printed("acta", context(file))
    assert any("U+1F600" in each for each in notices)
    path = tmp_path / "acta.pdf"
    path.write_bytes(content)
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True).stdout.decode()
    own = [row for row in fonts.splitlines()[2:] if "Liberation" in row]
    assert own and all(re.search(r" yes yes ", row) for row in own)
    assert membrete or len(own) == len(fonts.splitlines()) - 2
    text = flat(content, tmp_path)
    assert "Justificaciones (1,200)" in text
    assert f"{1200 - MOST_JUSTIFIED:,} justificaciones más están en la hoja" in text
    assert "1,140 líneas más están en la hoja" in text
    assert "Por la Dirección de Planeación" in text
    assert re.search(r"Página 1 de [2345]\b", text)
