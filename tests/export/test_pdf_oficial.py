"""The official PDF, judged by other programs: poppler and qpdf."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.export.pdf_oficial import write_official_pdf
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
from tests.pdf_words import assert_golden, text_of

SEED = Path(__file__).parents[2].parent / "shared" / "seed"
HOY = date(2024, 5, 2)
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")
NASTY = 'R&D a<b <img src="x"> &amp; </para> <b> =1+1 "comillas" \\ %s {0}'

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "pdffonts", "pdfinfo", "qpdf"))),
    reason="needs poppler-utils and qpdf",
)


def _ficha(metas: str = "Atender las solicitudes de las colonias.") -> Ficha:
    return Ficha(
        metas,
        Inversion(TipoInversion.NO_GENERA_GASTO),
        "El Municipio",
        "El Municipio",
        date(2024, 1, 1),
        date(2024, 12, 31),
        Temporalidad.TRIMESTRAL,
    )


def _poa(actividades: int = 3, lineas: int = 2, words: int = 12) -> Poa:
    def lines(prefix: str, count: int) -> tuple[LineaAccion, ...]:
        return tuple(
            LineaAccion(number, f"{prefix} línea {number}: " + "palabra corta " * words)
            for number in range(1, count + 1)
        )

    return Poa(
        1,
        Dependencia(
            1,
            "Obras Públicas",
            objetivo_fin="Tener caminos transitables",
            titular_nombre="Ana Ruiz Peña",
            titular_cargo="Directora",
        ),
        2024,
        vision="Ser el área que mantiene los caminos.",
        mision="Mantener los caminos.",
        foda=Foda((ItemFoda(1, "Equipo completo"),), (ItemFoda(2, "Poco personal"),)),
        fecha=date(2023, 11, 6),
        programas=(Programa(1, 1, "Calles", "Mejorar", "Eje uno", _ficha(), lines("P1", lineas)),),
        actividades=tuple(
            Actividad(
                number,
                number,
                f"Actividad de prueba {number}",
                "Eje uno",
                None,
                _ficha(),
                lines(f"A{number}", lineas),
            )
            for number in range(1, actividades + 1)
        ),
    )


def _write(poa: Poa, municipio: Municipio = MUNICIPIO) -> bytes:
    return write_official_pdf(municipio, poa, HOY).content


def _run(*command: str, content: bytes, folder: Path) -> str:
    path = folder / "documento.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        [part.replace("PDF", str(path)) for part in command], capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def _flat(text: str) -> str:
    return "".join(text.split())


def _body_pages(content: bytes, folder: Path) -> list[list[str]]:
    """Rows of each page without the header and the footer."""
    pages = text_of(content, folder, "-raw").split("\f")[:-1]
    kept = []
    for page in pages:
        rows = [row for row in page.splitlines() if row.strip()]
        kept.append([row for row in rows if not re.match(r"Impreso el|Página \d|POA 2024,", row)])
    return kept


def test_other_programs_accept_it_and_find_every_font_inside(tmp_path: Path) -> None:
    content = _write(_poa())

    _run("qpdf", "--check", "PDF", content=content, folder=tmp_path)
    rows = _run("pdffonts", "PDF", content=content, folder=tmp_path).splitlines()[2:]
    assert len(rows) == 2
    for row in rows:
        assert re.search(r"\+LiberationSans\S*\s+TrueType\s+WinAnsi\s+yes yes yes", row), row


def test_metadata_language_and_outline(tmp_path: Path) -> None:
    content = _write(_poa())

    info = _run("pdfinfo", "PDF", content=content, folder=tmp_path)
    assert re.search(r"Title:\s+POA 2024 Obras Públicas", info)
    assert re.search(r"Author:\s+GOBIERNO MUNICIPAL DE VALLE CLARO", info)
    assert re.search(r"CreationDate:.*May\s+2 .*2024", info)
    assert b"/Lang (es-MX)" in content
    assert _outline(content) == [
        "Programa 1. Calles",
        "Actividad 1. Actividad de prueba 1",
        "Actividad 2. Actividad de prueba 2",
        "Actividad 3. Actividad de prueba 3",
    ]


def _outline(content: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return [item.get_title() for item in document.get_toc()]
    finally:
        document.close()


def test_the_same_records_give_the_same_bytes() -> None:
    assert _write(_poa()) == _write(_poa())


def test_every_text_is_there_in_reading_order(tmp_path: Path) -> None:
    poa = _poa(4, 3)
    text = _flat(text_of(_write(poa), tmp_path, "-raw"))

    position = 0
    for bloque in poa.bloques:
        for wanted in (bloque.nombre, *(linea.texto for linea in bloque.lineas)):
            found = text.find(_flat(wanted), position)
            assert found >= position, wanted
            position = found
    for wanted in ("(Mediante la fórmula: No. Act. Realizadas/No. Act. Proyectadas * 100)",
                   "RESPONSABLE NOMBRE Y FIRMA", "Ana Ruiz Peña", "OBRAS PÚBLICAS"):  # fmt: skip
        found = text.find(_flat(wanted), position)
        assert found >= position, wanted
        position = found


def test_a_real_form_loses_notext_of(tmp_path: Path) -> None:
    if not SEED.is_dir():
        pytest.skip("no real form beside the project (../shared/seed)")
    from poa_desktop.intake.text_form import read_text_form

    source = next(SEED.glob("*.txt"))
    draft = read_text_form(source.read_bytes(), source.name)
    text = _flat(text_of(_write(draft.poa, draft.municipio), tmp_path))
    assert [linea.texto for linea in draft.poa.lineas if _flat(linea.texto) not in text] == []
    assert [bloque.nombre for bloque in draft.poa.bloques if _flat(bloque.nombre) not in text] == []


def _withtext_of(text: str) -> Poa:
    poa = _poa(1, 2)
    linea = replace(poa.actividades[0].lineas[0], texto=text)
    actividad = replace(poa.actividades[0], lineas=(linea, poa.actividades[0].lineas[1]))
    return replace(poa, actividades=(actividad,))


def test_markup_is_printed_not_obeyed(tmp_path: Path) -> None:
    poa = replace(_withtext_of(NASTY), vision=NASTY, mision=NASTY)
    poa = replace(poa, dependencia=replace(poa.dependencia, nombre=NASTY, titular_nombre=NASTY))
    output = write_official_pdf(replace(MUNICIPIO, gobierno=NASTY), poa, HOY)

    text = _flat(text_of(output.content, tmp_path, "-raw"))
    assert text.count(_flat(NASTY)) >= 6
    assert output.notices == ()


def test_characters_without_a_glyph_are_shown_and_named(tmp_path: Path) -> None:
    output = write_official_pdf(MUNICIPIO, _withtext_of("antes 😀 漢 \x07 \ud800 después"), HOY)

    assert "antes □ □ □ □ después" in text_of(output.content, tmp_path, "-raw")
    assert len(output.notices) == 1
    for name in ("«😀» (U+1F600)", "«漢» (U+6F22)", "U+0007", "U+D800"):
        assert name in output.notices[0]


def test_right_to_left_text_is_printed_and_told(tmp_path: Path) -> None:
    output = write_official_pdf(MUNICIPIO, _withtext_of("uno שלום dos"), HOY)

    assert any("derecha a izquierda" in notice for notice in output.notices)
    text = text_of(output.content, tmp_path, "-raw")
    assert sorted(c for c in text if unicodedata.bidirectional(c) == "R") == sorted("שלום")


@pytest.mark.parametrize("length", [3_000, 10_000])
@pytest.mark.parametrize("spaced", [True, False])
def test_a_very_long_linea_runs_over_pages_without_loss(
    tmp_path: Path, length: int, spaced: bool
) -> None:
    numbers = (f"n{number}" for number in range(length))
    text = (" " if spaced else "").join(numbers)[:length].strip()

    content = _write(_withtext_of(text))
    pages = ["".join(page) for page in _body_pages(content, tmp_path)]
    pages = [page.replace("Líneas de acción: Resultados/Impacto", "") for page in pages]
    metas = "Metas: Atender las solicitudes de las colonias."
    assert _flat(text) in _flat("".join(pages)).replace(_flat(metas), "")


def test_long_texts_in_every_place_still_print(tmp_path: Path) -> None:
    long = "palabra " * 1_200
    poa = _poa(1, 1)
    poa = replace(
        poa,
        vision=long,
        mision="m\n" * 400,
        dependencia=replace(poa.dependencia, nombre=long, objetivo_fin=long, titular_nombre=long),
        foda=Foda(tuple(ItemFoda(n, f"punto {n}") for n in range(300)), (ItemFoda(1, long),)),
        programas=(Programa(1, 1, long, long, long, _ficha(long), ()),),
    )
    output = write_official_pdf(replace(MUNICIPIO, gobierno=long), poa, HOY)

    text = text_of(output.content, tmp_path, "-raw")
    count = len(re.findall(r"\b(?:palabra|PALABRA)\b", text))
    assert count >= 11 * 1_200
    assert "300.- punto 299" in text


@pytest.mark.parametrize("words", range(1, 40, 3))
def test_a_heading_never_stands_alone_at_the_foot(tmp_path: Path, words: int) -> None:
    pages = _body_pages(_write(_poa(12, 4, words)), tmp_path)

    assert len(pages) > 2
    for rows in pages:
        assert not re.match(
            r"(ACTIVIDAD|PROGRAMA) \d+:|Eje del PMD|Estrategia/|Líneas de acción|RESPONSABLE",
            rows[-1],
        )


def test_a_broken_block_repeats_its_column_headings(tmp_path: Path) -> None:
    pages = _body_pages(_write(_poa(0, 60)), tmp_path)

    broken = [page for page in pages if any("P1 línea" in row for row in page)]
    assert len(broken) > 2
    for page in broken[1:]:
        assert page[0] == "Líneas de acción/Componente: Resultados/Impacto"


def test_the_signature_stands_with_the_evaluation_box(tmp_path: Path) -> None:
    for words in range(1, 60, 7):
        last = "\n".join(_body_pages(_write(_poa(3, 3, words)), tmp_path)[-1])
        assert "Evaluación por parte del" in last
        assert "RESPONSABLE NOMBRE Y FIRMA" in last
        assert "OBRAS PÚBLICAS" in last


def test_directos_and_indirectos_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    rows = text_of(_write(_poa(1, 1)), tmp_path, "-raw").splitlines()

    start = rows.index("Beneficiados: Directos: El Municipio")
    assert rows[start + 1] == "Indirectos: El Municipio"


def test_an_unknown_titular_has_a_caption_and_the_print_date_is_no_fecha(tmp_path: Path) -> None:
    text = text_of(_write(replace(_poa(), dependencia=Dependencia(1, "Obras"))), tmp_path, "-raw")

    assert "Nombre y cargo\nOBRAS" in text
    assert "Impreso el 02 de mayo de 2024" in text
    assert "elaborado" not in text


def test_an_empty_poa_prints(tmp_path: Path) -> None:
    output = write_official_pdf(Municipio(), Poa(1, Dependencia(1, ""), 2024), HOY)

    text = text_of(output.content, tmp_path)
    assert "POA 2024" in text
    assert "RESPONSABLE NOMBRE Y FIRMA" in text
    assert "Página 1 de 1" in text


def test_a_large_poa_prints_with_growing_progress(tmp_path: Path) -> None:
    steps: list[float] = []
    output = write_official_pdf(MUNICIPIO, _poa(60, 5), HOY, steps.append)

    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    text = _flat(text_of(output.content, tmp_path, "-raw"))
    assert all(f"A{number}línea5:" in text for number in range(1, 61))
    total = int(re.findall(r"Página(\d+)de\d+", text)[-1])
    assert re.findall(r"Página(\d+)de(\d+)", text) == [
        (str(number), str(total)) for number in range(1, total + 1)
    ]


def test_the_escudo_is_printed_and_a_bad_one_is_told(tmp_path: Path) -> None:
    from PIL import Image

    stream = BytesIO()
    Image.new("RGBA", (900, 1200), (31, 92, 74, 128)).save(stream, "PNG")
    good = write_official_pdf(replace(MUNICIPIO, escudo=stream.getvalue()), _poa(), HOY)
    assert good.notices == ()
    assert b"/Subtype /Image" in good.content

    for bad in (b"no es imagen", stream.getvalue()[:200], b"<svg/>"):
        output = write_official_pdf(replace(MUNICIPIO, escudo=bad), _poa(), HOY)
        assert "escudo" in output.notices[0]
        assert b"/Subtype /Image" not in output.content


_LETTERS = st.characters(
    min_codepoint=0x21,
    max_codepoint=0x17E,
    exclude_characters="\x7f\xad",
    categories=("L", "N", "P", "S"),
)


@settings(max_examples=25, deadline=None)
@given(words=st.lists(st.text(_LETTERS, min_size=1, max_size=30), min_size=1, max_size=60))
def test_whatever_is_typed_is_printed(words: list[str]) -> None:
    output = write_official_pdf(MUNICIPIO, _withtext_of(" ".join(words)), HOY)

    assert output.notices == ()
    found = _read_characters(output.content)
    wanted = unicodedata.normalize("NFKC", "".join(words))
    for character in set(wanted):
        assert found.count(character) >= wanted.count(character), character


def _read_characters(content: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return unicodedata.normalize("NFKC", "".join(pages))


def test_words_and_positions_as_agreed(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    assert_golden(_write(_poa(2, 3, 6)), "poa_oficial_words.txt", tmp_path, request)
