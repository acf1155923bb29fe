"""The folio: the same on every page, the same for the same words, another for any other word."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from poa_desktop.export.pdf_evaluacion import write_evaluation_pdf
from poa_desktop.export.pdf_oficial import write_official_pdf
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Actividad, Avance, Dependencia, LineaAccion, Municipio, Poa

LINEA = LineaAccion(1, "Bachear", programado=(100,) * 12, avances=(Avance(100),) * 12)
POA = Poa(
    1, Dependencia(1, "Obras"), 2024, actividades=(Actividad(1, 1, "Calles", lineas=(LINEA,) * 80),)
)
CLARO = Municipio("Valle Claro")


def folios(content: bytes) -> set[str]:
    pages = PdfReader(BytesIO(content)).pages
    found = [re.findall(r"Folio (\S+)", page.extract_text()) for page in pages]
    assert len(pages) > 1
    assert all(len(each) == 1 for each in found)
    return {each for (each,) in found}


def folio(poa: Poa, hoy: date = date(2025, 2, 1)) -> str:
    (found,) = folios(write_official_pdf(CLARO, poa, hoy).content)
    return found


def test_it_is_on_every_page_and_names_the_series() -> None:
    assert re.fullmatch(r"POA-2024-[0-9A-F]{8}", folio(POA))
    periodo = parse_periodo("2024-T1")
    made = write_evaluation_pdf(CLARO, POA, periodo, date(2025, 2, 1))
    (found,) = folios(made.content)
    assert re.fullmatch(r"EV-2024-T1-[0-9A-F]{8}", found)


def test_printed_again_on_another_day_it_is_the_same() -> None:
    assert folio(POA) == folio(POA, date(2025, 3, 9))


def test_another_word_gives_another_folio() -> None:
    assert folio(POA) != folio(replace(POA, mision="Servir"))


def test_what_the_document_does_not_say_does_not_change_it() -> None:
    other = replace(POA.actividades[0], lineas=(replace(LINEA, avances=(Avance(0),) * 12),) * 80)
    assert folio(POA) == folio(replace(POA, actividades=(other,)))
