"""The whole way of a quarter on the command line: the example closed twice, the real POA."""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from poa_desktop.data.backup import CIERRE, list_backups
from poa_desktop.data.folders import backups_folder

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "cierre-dos-versiones.md"
T1 = ("--periodo", "2024-T1")
LATE = "El comité se reunió hasta abril."
WHY_OPEN = "Oficio PLAN/22/2024: A9.3 sí se cumplió en marzo."


def words_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def printed(poa: Run, path: Path, documento: str, *more: str) -> tuple[str, bytes]:
    """A document of the first quarter, as words and as it is."""
    target = path.with_name(f"{documento}.pdf")
    out = ("--documento", documento, "--formato", "pdf", "--salida", target)
    assert poa("exportar", path, *T1, *out, *more).code == 0
    return words_of(target), target.read_bytes()


# -- the example, and the page that shows it -------------------------------------------------------


HEAD = """\
# Un trimestre cerrado dos veces

[Manual: Cierre](manual/cierre.md)

El primer trimestre del ejemplo que trae el programa, cerrado, impreso, reabierto, corregido y
cerrado otra vez. Esta página la escribe `tests/cli/test_cli_journey.py` con lo que responde el
programa, y la compara cada vez que corre: las cifras y las diferencias son siempre éstas; los
folios y sellos cambian en cada archivo.
"""
FOOT = """\
`hoja-1-otra-vez.pdf`, la hoja de la versión 1 impresa después del segundo cierre, es byte por
byte `hoja-1.pdf`. `verificar` da por válidos los tres actos, y del folio y sello de la versión 1
dice que coinciden con lo que se selló y que ya no es lo vigente.
"""


class Twice:
    """The first quarter of the example: closed, printed, reopened, corrected, closed, printed."""

    def __init__(self, poa: Run, path: Path, on: Callable[[str], None]) -> None:
        self.poa, self.path = poa, path
        on("2024-04-10")
        who = ("--nombre", "Ana Ruiz", "--cargo", "Analista de Planeación")
        assert poa("persona", *who).out.startswith("Ana Ruiz, Analista de Planeación (cuenta ")
        self.first = self.close("--en-cero", "--justificacion", LATE)
        self.first_acta, _ = printed(poa, path, "acta")
        _, self.first_sheet = printed(poa, path, "evaluacion")
        on("2024-05-20")
        self.reopened = poa("reabrir", path, *T1, "--motivo", WHY_OPEN, "--json").json
        march = ("--linea", "A9.3", "--mes", "2024-03", "--realizado", "1", "--justificacion", "")
        assert poa("avance", path, *march).code == 0
        self.second = self.close()
        self.second_acta, _ = printed(poa, path, "acta")
        self.again, self.sheet_again = printed(poa, path, "evaluacion", "--version", "1")

    def close(self, *how: str) -> dict[str, Any]:
        sealed = self.poa("cerrar", self.path, *T1, *how, "--json").json
        figures = self.poa("evaluar", self.path, *T1, "--json").json
        assert figures["cierre"]["folio"] == sealed["folio"]
        return {**sealed, **{"cifras": figures}}

    def differences(self) -> Iterator[tuple[str, ...]]:
        """As the second acta lists them: clave, what, month, before, after."""
        yield "A9.3", "Realizado", "Marzo", "0", "1"
        yield "A9.3", "Justificación", "Marzo", LATE, "—"


def figures(told: dict[str, Any], part: str = "") -> str:
    each = told["subtotales"][part] if part else told
    exact = Fraction(each["porcentaje"])
    shown = (exact * 10 + Fraction(1, 2)).__floor__()
    return f"{each['realizadas']} de {each['proyectadas']} = {shown // 10}.{shown % 10} %"


def page_text(twice: Twice) -> str:
    """docs/cierre-dos-versiones.md."""
    one, two, opened = twice.first, twice.second, twice.reopened

    def row(*cells: str) -> str:
        return f"| {' | '.join(cells)} |"

    def both(title: str, of: Callable[[dict[str, Any]], str]) -> str:
        return row(title, of(one), of(two))

    export = "poa-desktop exportar ejemplo.poa --periodo 2024-T1 --formato pdf"
    march = "--linea A9.3 --mes 2024-03 --realizado 1"
    rows: Iterable[str] = (
        HEAD,
        "```",
        'poa-desktop persona --nombre "Ana Ruiz" --cargo "Analista de Planeación"',
        "poa-desktop ejemplo --en ejemplo.poa",
        f'poa-desktop cerrar ejemplo.poa --periodo 2024-T1 --en-cero --justificacion "{LATE}"',
        f"{export} --documento acta --salida acta-1.pdf",
        f"{export} --documento evaluacion --salida hoja-1.pdf",
        f'poa-desktop reabrir ejemplo.poa --periodo 2024-T1 --motivo "{WHY_OPEN}"',
        f'poa-desktop avance ejemplo.poa {march} --justificacion ""',
        "poa-desktop cerrar ejemplo.poa --periodo 2024-T1",
        f"{export} --documento acta --salida acta-2.pdf",
        f"{export} --documento evaluacion --version 1 --salida hoja-1-otra-vez.pdf",
        "```",
        "",
        "## Las dos versiones",
        "",
        row("", "versión 1", "versión 2"),
        row("---", "---", "---"),
        both("folio", lambda each: f"`{each['folio']}`"),
        both("sello", lambda each: f"`{each['corta']}`"),
        both("se cerró", lambda each: each["cuando"][:10]),
        both("actos, programas", lambda each: figures(each["cifras"], "programas")),
        both("actos, actividades", lambda each: figures(each["cifras"], "actividades")),
        both("actos, total", lambda each: figures(each["cifras"])),
        "",
        f"Se reabrió el {opened['cuando'][:10]} con el folio `{opened['folio']}`. Motivo:",
        WHY_OPEN,
        "",
        "## Diferencias, como las imprime el acta de la versión 2",
        "",
        row("clave", "qué", "mes", "antes", "después"),
        row(*["---"] * 5),
        *(row(*each) for each in twice.differences()),
        "",
        FOOT,
    )
    return "\n".join(rows)


def masked(text: str) -> str:
    """Without what is of one file alone."""
    text = re.sub(r"(?<=2024-T1-[12]-)[0-9A-F]{8}", "########", text)
    return re.sub(r"\b[0-9A-F]{4}(-[0-9A-F]{4}){3}\b", "####-####-####-####", text)


def test_the_example_is_closed_twice(
    poa: Run, example: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """By hand: of 81 actos six are not done in the first version (P1.13, P2.4, P2.8, A7.1, A9.3,
    and one of A8.4, captured 1, 0, 1: R = 2 of c = 1, 2, 3): 75 of 81 = 92.592… → 92.6 %. The
    second has that of A9.3: 76 of 81 = 93.827… → 93.8 %."""
    twice = Twice(poa, example, lambda day: monkeypatch.setenv("POA_DESKTOP_HOY", day))
    one, two = twice.first, twice.second
    assert figures(one["cifras"]) == "75 de 81 = 92.6 %"
    assert figures(two["cifras"]) == "76 de 81 = 93.8 %"
    assert (one["version"], two["version"]) == (1, 2)
    assert "75 realizadas / 81 proyectadas × 100 = 92.6 %" in twice.first_acta
    acta = twice.second_acta
    assert "76 realizadas / 81 proyectadas × 100 = 93.8 %" in acta
    for each in (one["folio"], one["corta"], two["folio"], two["corta"],
                 twice.reopened["folio"], WHY_OPEN, "Diferencias con la versión 1 (2)",
                 "Ana Ruiz, Analista de Planeación"):  # fmt: skip
        assert each in acta, each
    for each in twice.differences():
        assert " ".join(each) in acta, each
    assert twice.sheet_again == twice.first_sheet
    checked = poa("verificar", example, "--codigo", f"{one['folio']} {one['corta']}")
    assert (checked.code, "ya no es lo vigente" in checked.out) == (0, True), checked
    found = poa("verificar", example, "--json").json
    assert [each["valido"] for each in found["sellos"]] == [True] * 3
    text = page_text(twice)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(text, encoding="utf-8")
    assert masked(PAGE.read_text(encoding="utf-8")) == masked(text)


def test_who_acts_is_told_and_needs_a_name(poa: Run, refused: Run) -> None:
    assert poa("persona").out.startswith("Nadie ha dicho su nombre (cuenta ")
    assert "escriba también --nombre" in refused("persona", "--cargo", "Analista")
    assert "Escriba su nombre" in refused("persona", "--nombre", " ")
    assert poa("persona", "--nombre", "Ana").code == 0
    assert poa("persona", "--json").json["nombre"] == "Ana"


# -- the real POA ----------------------------------------------------------------------------------


def alter(path: Path) -> None:
    """A database tool, the triggers out of the way for a moment: March of A3.1."""
    with closing(sqlite3.connect(path)) as conn:
        triggers = conn.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            conn.execute(f'DROP TRIGGER "{name}"')
        (linea,) = conn.execute(
            "SELECT l.id FROM lineas l JOIN actividades a ON a.id = l.actividad_id"
            " WHERE a.numero = 3 ORDER BY l.orden LIMIT 1"
        ).fetchone()
        conn.execute("UPDATE avances SET realizado = 0 WHERE linea_id = ? AND mes = 3", (linea,))
        for _, sql in triggers:
            conn.execute(sql)
        conn.commit()


def test_the_real_poa_goes_its_way(
    poa: Run, refused: Run, seed_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three of 81 actos are captured (A1.1 in January, A3.1 and, later, A3.2), the others are 0:
    2 of 81 = 2.469… → 2.5 %, then 3 of 81 = 3.703… → 3.7 %."""
    path = tmp_path / "hacienda.poa"
    monkeypatch.setenv("POA_DESKTOP_HOY", "2024-01-15")
    assert poa("importar", seed_path, "--en", path).code == 0
    told = poa("regla", path, *T1, "--json").json["poas"][0]["reglas"]
    assert {each["regla"] for each in told} == {"actos", "actividades", "promedio", "cantidades"}
    assert "AU-2024-POA-1-" in poa("autorizar", path, "--nota", "Acta 14").out
    assert poa("avance", path, "--linea", "A1.1", "--mes", "2024-01", "--realizado", "1").code == 0
    words = ("--justificacion", "Se adelanta", "--oficio", "DP/031/2024", "--fecha", "12/01/2024")
    assert poa("adecuacion", path, "--iniciar", *words).code == 0
    assert "no cambió nada" in refused("adecuacion", path, "--concluir")
    assert poa("adecuacion", path, "--descartar").code == 0
    monkeypatch.setenv("POA_DESKTOP_HOY", "2024-04-10")
    assert "P1.1: falta capturar marzo. (y 66 más)" in refused("enviar", path, *T1)
    assert "falta la justificación" in refused("enviar", path, *T1, "--en-cero")
    march = ("--mes", "2024-03", "--realizado", "1", "--justificacion", "")
    why = ("--en-cero", "--justificacion", "No se hizo")
    assert poa("enviar", path, *T1, *why).code == 0
    for clave in ("A3.1", "A3.2"):
        assert poa("observar", path, *T1, "--linea", clave, "--texto", "Falta.").code == 0
    assert poa("devolver", path, *T1).code == 0
    assert poa("avance", path, "--linea", "A3.1", *march).code == 0
    assert "observación sin respuesta. (y 1 más)" in refused("enviar", path, *T1)
    for number in ("1", "2"):
        assert poa("responder", path, "--observacion", number, "--texto", "Se hizo.").code == 0
    assert poa("enviar", path, *T1).code == 0
    assert "sin dar por atendida" in refused("cerrar", path, *T1)
    assert poa("atender", path, "--observacion", "1", "2").code == 0
    first = poa("cerrar", path, *T1, "--json").json
    for mes in (1, 2, 3):
        again = ("--linea", "A3.2", "--mes", f"2024-{mes:02}", "--realizado", "1")
        assert f"(folio {first['folio']})" in refused("avance", path, *again)
    assert "2 realizadas / 81 proyectadas × 100 = 2.5 %" in printed(poa, path, "acta")[0]
    _, sheet = printed(poa, path, "evaluacion")
    assert poa("verificar", path).code == 0
    earlier = tmp_path / "antes.poa"
    shutil.copy(path, earlier)
    assert poa("reabrir", path, *T1, "--motivo", "Se corrige A3.2").code == 0
    assert poa("avance", path, "--linea", "A3.2", *march).code == 0
    second = poa("cerrar", path, *T1, "--json").json
    acta, _ = printed(poa, path, "acta")
    for each in ("3 realizadas / 81 proyectadas × 100 = 3.7 %", first["folio"], second["folio"],
                 "A3.2 Realizado Marzo 0 1", "A3.2 Justificación Marzo No se hizo —"):  # fmt: skip
        assert each in acta, each
    assert printed(poa, path, "evaluacion", "--version", "1")[1] == sheet
    assert poa("verificar", path).code == 0
    copies = list_backups(path, backups_folder())
    assert [each.motivo for each in copies] == [CIERRE] * 4  # nothing of what was refused
    alter(path)
    sealed = poa("evaluar", path, *T1, "--json").json
    assert (sealed["realizadas"], sealed["cierre"]["folio"]) == (3, second["folio"])
    other = poa("evaluar", path, *T1, "--regla", "actividades", "--json").json
    assert "cierre" not in other
    said = poa("verificar", path)
    assert said.code == 1
    assert "A3.1, Realizado de marzo: 1 → 0" in said.out
    assert f"es posterior a su cierre, {second['folio']}" in said.out
    shutil.copy(earlier, path)
    said = poa("verificar", path)
    assert (said.code, second["folio"] in said.out) == (1, True), said
