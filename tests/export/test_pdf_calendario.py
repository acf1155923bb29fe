"""The annual calendar: every month of every línea, and nothing added that must not be."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from poa_desktop.export.pdf_calendario import write_calendar_pdf
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    LineaAccion,
    Municipio,
    Poa,
)

HOY = date(2024, 7, 2)
MUNICIPIO = Municipio(gobierno="GOBIERNO MUNICIPAL DE VALLE CLARO")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "qpdf"))), reason="needs poppler-utils and qpdf"
)


def _poa(lineas: tuple[LineaAccion, ...]) -> Poa:
    actividades = (Actividad(1, 1, "Bacheo", lineas=lineas),)
    return Poa(1, Dependencia(1, "Obras Públicas"), 2024, actividades=actividades)


def _linea(number: int, month: int, planned: int, done: int | None) -> LineaAccion:
    programado = tuple(planned if mes == month else 0 for mes in range(1, 13))
    avances = tuple(Avance(done if mes == month else None) for mes in range(1, 13))
    return LineaAccion(
        number, f"Línea número {number}", "Obra", programado=programado, avances=avances
    )


def _text(content: bytes, folder: Path) -> str:
    path = folder / "calendario.pdf"
    path.write_bytes(content)
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def test_programado_realizado_and_year_of_each_linea(tmp_path: Path) -> None:
    lineas = (_linea(1, 3, 250, 100), _linea(2, 6, 400, None), _linea(3, 9, 0, 700))
    text = _text(write_calendar_pdf(MUNICIPIO, _poa(lineas), HOY).content, tmp_path)

    assert "A1.1 Línea número 1 Obra Prog. Real. 2.5 1 2.5 1" in text
    assert "A1.2 Línea número 2 Obra Prog. Real. 4 – 4 –" in text
    assert re.search(r"A1\.3 Línea número 3 Obra Prog\. Real\. 7 (0 )?7", text)
    assert "Actos programados por mes 0 0 1 0 0 1 0 0 0 0 0 0 2" in text


def test_the_marks_are_explained_on_the_first_page_and_weigh_the_same(tmp_path: Path) -> None:
    path = tmp_path / "calendario.pdf"
    lineas = tuple(_linea(number, 3, 100, 100) for number in range(1, 61))
    path.write_bytes(write_calendar_pdf(MUNICIPIO, _poa(lineas), HOY).content)
    command = ["pdftotext", "-l", "1", "-raw", str(path), "-"]
    first = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    assert "«–»: sin capturar" in " ".join(first.split())
    assert _fonts_of(path, "Real.") == _fonts_of(path, "Prog.") == {"LiberationSans"}


def _fonts_of(path: Path, word: str) -> set[str]:
    """The fonts in which a word of its own stands on the pages."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as raw

    found = set()
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            textpage = page.get_textpage()
            text = textpage.get_text_range()
            start = -1
            while (start := text.find(f"{word}\r\n", start + 1)) >= 0:
                buffer = ctypes.create_string_buffer(100)
                raw.FPDFText_GetFontInfo(textpage, start, buffer, 100, ctypes.c_int())
                found.add(buffer.value.decode().partition("+")[2] or buffer.value.decode())
    finally:
        document.close()
    return found


def test_all_lineas_over_many_pages_under_repeated_headings(tmp_path: Path) -> None:
    lineas = tuple(_linea(number, 1 + number % 12, 100, 100) for number in range(1, 101))
    content = write_calendar_pdf(MUNICIPIO, _poa(lineas), HOY).content
    text = _text(content, tmp_path)

    assert all(f"Línea número {number} " in text for number in range(1, 101))
    pages = int(re.findall(r"Página \d+ de (\d+)", text)[-1])
    assert pages > 2
    assert text.count("Ene Feb Mar Abr May Jun Jul Ago Sep Oct Nov Dic Año") == pages
    assert content == write_calendar_pdf(MUNICIPIO, _poa(lineas), HOY).content


def test_the_largest_quantities_and_an_empty_poa_print(tmp_path: Path) -> None:
    text = _text(
        write_calendar_pdf(MUNICIPIO, _poa((_linea(1, 3, 999_999_999_999, 0),)), HOY).content,
        tmp_path,
    )
    assert "9,999,999,999.99" in text
    empty = _text(
        write_calendar_pdf(MUNICIPIO, Poa(1, Dependencia(1, ""), 2024), HOY).content, tmp_path
    )
    assert "Actos programados por mes" in empty
