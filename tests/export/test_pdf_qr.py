"""The printed QR code: what a camera gets from the paper is the text of the seal."""

import shutil
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from reportlab.lib.units import mm

from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, render
from poa_desktop.export.pdf_qr import QUIET, SMALLEST, Qr, qr_modules
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Avance, Municipio
from poa_desktop.poa.sello import read_codigo
from tests.march_poa import march_linea, march_poa
from tests.qr_reader import find_modules, read_modules, read_page
from tests.sealed import SealedFile

T1 = parse_periodo("2024-T1")
POA = march_poa(march_linea(1, Avance(100)))
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO", color="#6D1A36")
DPI = 150  # what a careless scanner gives


def closed() -> SealedFile:
    file = SealedFile()
    file.cerrar(MUNICIPIO, POA, T1, datetime(2024, 4, 8, 10, 30))
    return file


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs poppler-utils")
@pytest.mark.parametrize("documento", ["acta", "evaluacion"])
def test_the_code_on_the_drawn_page_says_what_the_seal_says(documento: str, tmp_path: Path) -> None:
    file = closed()
    (sello,) = file.sellos
    context = Context(MUNICIPIO, POA, sello.cuando.date(), T1, cierres=file.cierres())
    content, _ = render(find_documento(documento, "pdf"), "pdf", context)
    last = len(PdfReader(BytesIO(content)).pages)
    (tmp_path / "hoja.pdf").write_bytes(content)
    subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-f", str(last), "-l", str(last), "-png", "-singlefile",
         str(tmp_path / "hoja.pdf"), str(tmp_path / "hoja")],
        check=True,
    )  # fmt: skip
    with Image.open(tmp_path / "hoja.png") as picture:
        assert find_modules(picture) == qr_modules(sello.codigo)
        said = read_page(picture)
    assert said == sello.codigo
    read = read_codigo(said)
    assert (read.folio, read.contenido, read.digest) == (
        sello.folio, sello.contenido, sello.digest,
    )  # fmt: skip


def test_a_module_is_wide_enough_and_the_quiet_zone_is_there() -> None:
    (sello,) = closed().sellos
    for side in (SMALLEST, 36 * mm):
        qr = Qr(sello.codigo, side)
        module = side / (len(qr.modules) + 2 * QUIET)
        assert side >= 25 * mm
        assert module >= 0.4 * mm  # what a telephone reads at arm's length
    assert QUIET == 4


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(("AC-2024-T1-1", "AC-2024-M03-12", "AC-2199-A-9999")),
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=32, max_size=32),
)
def test_any_seal_is_read_back_from_its_modules(
    begin: str, contenido: bytes, digest: bytes
) -> None:
    hexed = contenido.hex().upper()
    text = f"POA1:{begin}-{hexed[:8]}:{hexed}:{digest.hex().upper()}"
    assert read_modules(qr_modules(text)) == text


def test_the_reader_of_these_tests_sees_a_wrong_module() -> None:
    (sello,) = closed().sellos
    modules = qr_modules(sello.codigo)
    modules[12][12] = not modules[12][12]
    with pytest.raises(AssertionError):
        read_modules(modules)
