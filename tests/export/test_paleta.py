"""The colours of paper: read on white and in grey, whatever colour the municipio has."""

import re
from datetime import date, datetime
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from poa_desktop import export
from poa_desktop.export import paleta
from poa_desktop.export.contraste import contraste, diferencia
from poa_desktop.export.document import Context
from poa_desktop.export.documents import DOCUMENTOS, render
from poa_desktop.export.paleta import PALETA, Paleta, paleta_de
from poa_desktop.poa.periodos import Temporalidad, periodo_de_mes
from poa_desktop.poa.records import Actividad, Dependencia, Ficha, LineaAccion, Municipio, Poa
from poa_desktop.poa.semaforo import Semaforo
from tests.screens.eyes import VISTAS, claridad, en_gris
from tests.sealed import SealedFile

LIGHTS = list(Semaforo)
GUINDA = "#6D1A36"
POA = Poa(
    0,
    Dependencia(0, "Hacienda"),
    2024,
    actividades=(Actividad(0, 1, "Archivo", ficha=Ficha(), lineas=(LineaAccion(0, "Ordenar"),)),),
)


def assert_read(colors: Paleta) -> None:
    for ground in (paleta.BLANCO, colors.suave, colors.tinte):
        assert contraste(colors.institucional, ground) >= 4.5
        assert contraste(paleta.TEXTO, ground) >= 4.5
        assert contraste(en_gris(colors.institucional), en_gris(ground)) >= 4.4  # rounded levels


@given(st.from_regex(r"\A#[0-9A-F]{6}\Z"))
def test_paper_can_be_read_in_the_colour_of_any_municipio(color: str) -> None:
    assert_read(paleta_de(color))


def test_a_municipio_without_a_colour_has_the_programs() -> None:
    assert paleta_de("") is PALETA
    assert_read(PALETA)


def test_a_colour_that_can_be_read_is_printed_as_it_is() -> None:
    for color in paleta.SUGERIDOS.values():
        assert paleta_de(color).institucional == color
    assert paleta_de("#FFE100").institucional != "#FFE100"


def test_suggested_colours_can_be_told_apart() -> None:
    shown = [paleta.INSTITUCIONAL, *paleta.SUGERIDOS.values()]
    assert min(diferencia(*pair) for pair in combinations(shown, 2)) >= 15


@pytest.mark.parametrize("light", LIGHTS)
def test_the_lights_can_be_read_on_white_and_on_their_background(light: Semaforo) -> None:
    ink = paleta.SEMAFORO_TINTA[light]
    assert contraste(ink, paleta.BLANCO) >= 4.5
    assert contraste(ink, paleta.SEMAFORO_FONDO[light]) >= 4.5
    assert contraste(paleta.SEMAFORO_RELLENO[light], paleta.BLANCO) >= 3
    assert contraste(paleta.SEMAFORO_RELLENO[light], paleta.PISTA) >= 2  # the figure says it too


@pytest.mark.parametrize("view", ["normal", "deuteranopia", "protanopia"])
def test_the_fills_of_the_lights_stay_apart_for_every_eye(view: str) -> None:
    seen = [VISTAS[view](paleta.SEMAFORO_RELLENO[light]) for light in LIGHTS]
    assert min(diferencia(*pair) for pair in combinations(seen, 2)) >= 15
    inks = [VISTAS[view](paleta.SEMAFORO_TINTA[light]) for light in LIGHTS]
    assert min(diferencia(*pair) for pair in combinations(inks, 2)) >= 10


def test_the_fills_of_the_lights_are_steps_in_grey_print() -> None:
    """Green is the darkest, then red, grey, amber: 8 of 100 apart, more than a printer strays."""
    order = (Semaforo.VERDE, Semaforo.ROJO, Semaforo.GRIS, Semaforo.AMARILLO)
    levels = [claridad(paleta.SEMAFORO_RELLENO[light]) for light in order]
    assert min(lighter - darker for darker, lighter in pairwise(levels)) >= 8


def test_the_signs_of_the_lights_differ() -> None:
    assert len(set(paleta.SEMAFORO_SIGNO.values())) == len(LIGHTS)


def rendered(color: str, formato: str) -> dict[str, bytes]:
    periodo = periodo_de_mes(Temporalidad.TRIMESTRAL, 2024, 3)
    municipio, hoy = Municipio("Valle", color=color), date(2024, 5, 3)
    file = SealedFile()
    file.cerrar(municipio, POA, periodo, datetime(2024, 5, 3))
    context = Context(municipio, POA, hoy, periodo, cierres=file.cierres(POA.id))
    own = "plantilla"  # its colours are those of the municipio's file
    kinds = [kind for kind in DOCUMENTOS if formato in kind.writers and kind.nombre != own]
    return {kind.nombre: render(kind, formato, context)[0] for kind in kinds}


def test_every_document_follows_the_municipio_and_nothing_else_of_it_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from poa_desktop.export import pdf_frame

    plain_document = pdf_frame.BaseDocTemplate
    monkeypatch.setattr(
        pdf_frame,
        "BaseDocTemplate",
        lambda *args, **options: plain_document(*args, **{**options, "pageCompression": 0}),
    )
    plain, colored = rendered("", "pdf"), rendered(GUINDA, "pdf")
    green, wine = (operators(each) for each in (paleta.INSTITUCIONAL, GUINDA))
    for name, content in colored.items():
        assert green in plain[name], name
        assert wine in content, name
        assert green not in content, name


def operators(color: str) -> bytes:
    """The colour as a PDF page sets it."""
    return " ".join(
        f"{int(color[at : at + 2], 16) / 255:.6g}".lstrip("0") for at in (1, 3, 5)
    ).encode()


def test_the_workbook_follows_the_municipio() -> None:
    for content in rendered(GUINDA, "xlsx").values():
        book = load_workbook(BytesIO(content))
        colors = {
            part.rgb[2:]
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            for part in (cell.font.color, cell.fill.fgColor)
            if part is not None and isinstance(part.rgb, str)
        }
        fixed = {PALETA.institucional[1:], PALETA.suave[1:], PALETA.tinte[1:]}
        assert not colors & fixed
        assert paleta_de(GUINDA).suave[1:] in colors


def test_the_programs_green_is_only_the_colour_of_who_has_none() -> None:
    """A document takes its colours from `paleta_de`; the constants are what that starts from."""
    folder = Path(export.__file__).parent
    uses = {
        path.name: len(
            re.findall(r"(?<![\w.])(?:paleta\.)?INSTITUCIONAL\b", path.read_text("utf-8"))
        )
        for path in folder.glob("*.py")
    }
    uses.pop("paleta.py")
    uses.pop("sheet_styles.py")  # the name of a field of Paleta
    assert {name: count for name, count in uses.items() if count > 1} == {}
    assert {name for name, count in uses.items() if count} <= {"pdf_box.py", "pdf_gauge.py"}
