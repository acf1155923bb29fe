"""The oficio de observaciones: a letter that says everything and can be signed."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from poa_desktop.export.opciones import SIN_OPCIONES, Opciones
from poa_desktop.export.pdf_observaciones import write_observations_pdf
from poa_desktop.poa.observaciones import observaciones_de
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    Avance,
    EstadoEvidencia,
    Evidencia,
    LineaAccion,
    Municipio,
    Poa,
)
from tests.march_poa import OBRAS, march_linea, march_poa

HOY = date(2024, 4, 8)
T1 = parse_periodo("2024-T1")
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "qpdf", "pdffonts"))),
    reason="needs poppler-utils and qpdf",
)


def _poa(*lineas: LineaAccion, titular: str = "Ana Ruiz") -> Poa:
    cargo = "Directora de Obras" if titular else ""
    who = replace(OBRAS, titular_nombre=titular, titular_cargo=cargo)
    return march_poa(*lineas, dependencia=who)


PROOF = Evidencia(1, "acta.pdf", "application/pdf", 10, "00")
OBSERVED = replace(PROOF, estado=EstadoEvidencia.OBSERVADA, motivo="Falta la firma")


def _letter(
    poa: Poa,
    folder: Path,
    opciones: Opciones = SIN_OPCIONES,
    asked: tuple[ObservacionLinea, ...] = (),
) -> str:
    made = write_observations_pdf(MUNICIPIO, poa, T1, HOY, opciones, asked=asked)
    path = folder / "oficio.pdf"
    path.write_bytes(made.content)
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_letter_from_the_date_to_the_acuse(tmp_path: Path) -> None:
    poa = _poa(
        march_linea(1, Avance(100, evidencias=(OBSERVED,))),
        march_linea(2, Avance()),
        march_linea(3, Avance(50, evidencias=(PROOF,))),
        march_linea(4, Avance(100)),
    )
    asked = Opciones(oficio="PLAN/12/2024", plazo=date(2024, 4, 30))
    text = _flat(_letter(poa, tmp_path, asked))
    rows = (
        "GOBIERNO MUNICIPAL DE VALLE CLARO",
        "Valle Claro, Jalisco, a 08 de abril de 2024",
        "Oficio No. PLAN/12/2024",
        "Asunto: Observaciones al avance del POA 2024, primer trimestre, enero a marzo de 2024",
        "ANA RUIZ DIRECTORA DE OBRAS OBRAS PÚBLICAS P R E S E N T E",
        "las 4 observaciones siguientes:",
        "Evidencias observadas (1) Qué hacer: Sustituya cada archivo",
        "1 A1.1 Línea de prueba 1 Marzo, «acta.pdf»: Falta la firma",
        "2 A1.2 Línea de prueba 2 Falta capturar marzo.",
        "3 A1.3 Línea de prueba 3 Programado 1, realizado 0.5 (50.0 %).",
        "4 A1.4 Línea de prueba 4 Sin evidencia de marzo.",
        "a más tardar el 30 de abril de 2024",
        "ATENTAMENTE",
        "Nombre y firma DIRECCIÓN DE PLANEACIÓN",
        "c.c.p. Archivo.",
        "Acuse de recibo Nombre Firma Fecha Sello",
    )
    places = [text.find(row) for row in rows]
    assert -1 not in places, rows[places.index(-1)]
    assert places == sorted(places)


def test_what_is_not_given_is_a_line_to_fill_in(tmp_path: Path) -> None:
    text = _flat(_letter(_poa(march_linea(1, Avance()), titular=""), tmp_path))
    assert "Oficio No. ____" in text
    assert "TITULAR DE LA DEPENDENCIA OBRAS PÚBLICAS" in text
    assert "a más tardar el ____ de ____" in text
    assert "resultó la observación siguiente:" in text


def test_nothing_to_observe_is_one_good_sentence(tmp_path: Path) -> None:
    poa = _poa(march_linea(1, Avance(100, evidencias=(PROOF,))))
    text = _flat(_letter(poa, tmp_path))
    assert "y se recibe sin observaciones." in text
    assert "1 realizada / 1 proyectada × 100 = 100.0 %" in text
    assert "a más tardar" not in text
    assert "Qué hacer" not in text
    assert "ATENTAMENTE" in text


def test_every_observation_is_numbered_once(tmp_path: Path) -> None:
    poa = _poa(*(march_linea(number, Avance(50)) for number in range(1, 90)))
    text = _letter(poa, tmp_path)
    count = sum(len(group.observaciones) for group in observaciones_de(poa, T1, HOY))
    numbers = [
        int(found) for found in re.findall(r"^(\d+) (?:A1\.\d+|89 líneas)", text, re.MULTILINE)
    ]
    assert numbers == list(range(1, count + 1))
    assert "Página 2 de" in text


def test_a_signature_never_stands_alone_on_its_page(tmp_path: Path) -> None:
    half = Avance(50, evidencias=(PROOF,))
    for count in range(1, 60, 2):
        poa = _poa(*(march_linea(number, half) for number in range(1, count + 1)))
        last = _letter(poa, tmp_path).split("\f")[-2]
        for words in ("a más tardar", "ATENTAMENTE", "Nombre y firma", "Acuse de recibo"):
            assert words in last
        head = [row for row in last.splitlines() if row.startswith(("No. Clave", "Qué hacer"))]
        assert len(head) <= 2


def test_a_very_long_linea_and_motivo_lose_nothing(tmp_path: Path) -> None:
    motive = replace(OBSERVED, motivo="motivo largo " * 300)
    linea = replace(march_linea(1, Avance(100, evidencias=(motive,))), texto="texto largo " * 250)
    text = _flat(_letter(_poa(linea), tmp_path))
    assert text.count("motivo") == 300
    assert text.count("texto") == 250


def test_fonts_are_embedded_and_repeats_are_identical(tmp_path: Path) -> None:
    poa = _poa(march_linea(1, Avance()))
    _letter(poa, tmp_path)
    path = tmp_path / "oficio.pdf"
    first = path.read_bytes()
    _letter(poa, tmp_path)
    assert path.read_bytes() == first
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True)
    rows = fonts.stdout.decode().splitlines()[2:]
    assert rows
    assert all("yes yes yes" in row and "LiberationSans" in row for row in rows)


def _asked(key: int, **more: object) -> ObservacionLinea:
    base = ObservacionLinea(
        key, T1, 1, f"Texto {key}.", "Ana Ruiz", "Analista", datetime(2024, 4, 2)
    )
    return replace(base, **more)  # type: ignore[arg-type]


_ANSWER = {"respuesta": "Se selló.", "respondio": "Luis", "respondida": datetime(2024, 4, 3)}


def test_what_was_asked_comes_first_and_what_is_answered_is_not_counted(tmp_path: Path) -> None:
    poa = _poa(march_linea(1, Avance()))
    answered = _asked(2, estado=EstadoObservacion.RESPONDIDA, **_ANSWER)
    text = _flat(_letter(poa, tmp_path, asked=(_asked(1), answered)))
    rows = (
        "las 2 observaciones siguientes:",
        "Observaciones de Planeación (1)",
        "1 A1.1 Línea de prueba 1 Texto 1.",
        "Observaciones respondidas (1) Qué hacer: Nada por ahora",
        "– A1.1 Línea de prueba 1 Texto 2. Respuesta (Luis, 03/04/2024): Se selló.",
        "2 A1.1 Línea de prueba 1 Falta capturar marzo.",
    )
    places = [text.find(row) for row in rows]
    assert -1 not in places, rows[places.index(-1)]
    assert places == sorted(places)


def test_only_answered_ones_ask_for_nothing(tmp_path: Path) -> None:
    poa = _poa(march_linea(1, Avance(100, evidencias=(PROOF,))))
    one = _asked(1, estado=EstadoObservacion.RESPONDIDA, **_ANSWER)
    text = _flat(_letter(poa, tmp_path, asked=(one,)))
    assert "No hay nada por atender; se relaciona la que ya fue respondida:" in text
    assert "sin observaciones" not in text
    assert "a más tardar" not in text
    settled = replace(one, estado=EstadoObservacion.ATENDIDA)
    assert "y se recibe sin observaciones." in _flat(_letter(poa, tmp_path, asked=(settled,)))


def test_a_very_long_exchange_loses_nothing(tmp_path: Path) -> None:
    long = {**_ANSWER, "respuesta": "contestación larga " * 400}
    one = _asked(1, texto="pregunta larga\n" * 200, **long)
    text = _flat(_letter(_poa(march_linea(1, Avance())), tmp_path, asked=(one,)))
    assert text.count("pregunta") == 200
    assert text.count("contestación") == 400
