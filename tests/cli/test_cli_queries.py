"""What the commands say: the JSON of the contract, key by key, and the text for a person."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PERCENTAGE = re.compile(r"\d+\.\d{4,}")
MONEY = re.compile(r"\d+\.\d{2}")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

POA_KEYS = {
    "dependencia", "ejercicio", "vision", "mision", "foda", "objetivo_fin", "fecha", "programas",
    "actividades",
}  # fmt: skip
FICHA_KEYS = {
    "metas", "inversion", "beneficiados_directos", "beneficiados_indirectos", "del", "al",
    "temporalidad",
}  # fmt: skip
MEDIDA_KEYS = {"proyectadas", "realizadas", "porcentaje", "semaforo"}
SEMAFOROS = {"verde", "amarillo", "rojo", "gris"}


def is_quantity(value: object) -> bool:
    return type(value) in (int, float) and round(value * 100) == pytest.approx(value * 100)


def is_percentage(value: object) -> bool:
    return value is None or (isinstance(value, str) and bool(PERCENTAGE.fullmatch(value)))


# -- ver ---------------------------------------------------------------------------------------


def test_ver_gives_the_whole_content(poa: Callable[..., Any], example: Path) -> None:
    before = example.read_bytes()
    said = poa("ver", example, "--json")
    assert (said.code, said.err) == (0, "")
    assert example.read_bytes() == before
    assert set(said.json) == {"municipio", "poas"}
    assert {"nombre", "gobierno"} <= set(said.json["municipio"])
    (found,) = said.json["poas"]
    assert set(found) >= POA_KEYS
    assert set(found["foda"]) == {"fortalezas", "oportunidades", "debilidades", "amenazas"}
    assert all(isinstance(text, str) for texts in found["foda"].values() for text in texts)
    assert (found["ejercicio"], len(found["programas"]), len(found["actividades"])) == (2024, 2, 14)
    assert DATE.fullmatch(found["fecha"])
    for bloque in found["programas"]:
        assert set(bloque) == {"numero", "nombre", "estrategia", "eje", "lineas", "ficha"}
    for bloque in found["actividades"]:
        assert set(bloque) == {"numero", "nombre", "programa", "eje", "lineas", "ficha", "gastos"}
    for bloque in found["programas"] + found["actividades"]:
        check_block(bloque)
    assert [each["numero"] for each in found["actividades"]] == list(range(1, 15))
    assert [len(each["lineas"]) for each in found["programas"]] == [16, 12]


def check_block(bloque: dict[str, Any]) -> None:
    ficha = bloque["ficha"]
    assert set(ficha) == FICHA_KEYS
    assert set(ficha["inversion"]) == {"tipo", "monto", "nota"}
    assert ficha["inversion"]["tipo"] in ("monto", "no_genera_gasto", "sin_definir")
    assert (ficha["inversion"]["monto"] is not None) == (ficha["inversion"]["tipo"] == "monto")
    assert MONEY.fullmatch(ficha["inversion"]["monto"] or "0.00")
    assert DATE.fullmatch(ficha["del"])
    assert DATE.fullmatch(ficha["al"])
    for linea in bloque["lineas"]:
        assert {"texto", "unidad_medida", "programado", "realizado"} <= set(linea)
        assert len(linea["programado"]) == len(linea["realizado"]) == 12
        assert all(is_quantity(each) for each in linea["programado"])
        assert all(each is None or is_quantity(each) for each in linea["realizado"])


def test_the_amounts_of_the_example_are_those_of_a_real_poa(
    poa: Callable[..., Any], example: Path
) -> None:
    (found,) = poa("ver", example, "--json").json["poas"]
    amounts = [each["ficha"]["inversion"]["monto"] for each in found["actividades"]]
    assert sum(round(float(each) * 100) for each in amounts if each) == 219_000_000


def test_ver_for_a_person(poa: Callable[..., Any], example: Path) -> None:
    said = poa("ver", example)
    assert said.code == 0
    assert "  P1 " in said.out
    assert " A14 " in said.out
    assert not said.out.lstrip().startswith("{")


# -- evaluar -----------------------------------------------------------------------------------


@pytest.mark.parametrize("regla", [None, "actos", "actividades", "promedio"])
@pytest.mark.parametrize("window", [["2024-T1"], ["2024-T2", "--acumulado"], ["2024-A"]])
def test_evaluar_gives_the_contract(
    poa: Callable[..., Any], example: Path, regla: str | None, window: list[str]
) -> None:
    rule = ["--regla", regla] if regla else []
    said = poa("evaluar", example, "--periodo", *window, *rule, "--json")
    assert (said.code, said.err) == (0, "")
    data = said.json
    assert {
        "periodo", "regla", "subtotales", "programas", "actividades", "lineas",
    } | MEDIDA_KEYS <= set(data)  # fmt: skip
    assert (data["periodo"], data["regla"]) == (window[0], regla or "actos")
    assert set(data["subtotales"]) == {"programas", "actividades"}
    measured = [data, *data["subtotales"].values(), *data["programas"], *data["actividades"]]
    for each in measured:
        assert set(each) >= MEDIDA_KEYS
        assert is_percentage(each["porcentaje"])
        assert each["semaforo"] in SEMAFOROS
    assert (len(data["programas"]), len(data["actividades"]), len(data["lineas"])) == (2, 14, 70)
    for linea in data["lineas"]:
        assert {"programado", "realizado", "porcentaje", "estado", "clave"} <= set(linea)
        assert is_quantity(linea["programado"])
        assert is_quantity(linea["realizado"])
        assert is_percentage(linea["porcentaje"])
        assert linea["actos_realizados"] <= linea["actos_proyectados"]


def test_acts_of_the_example_are_those_of_the_worked_figures(
    poa: Callable[..., Any], example: Path
) -> None:
    expected = {"T1": (28, 53), "T2": (28, 56), "T3": (28, 53), "T4": (28, 56), "A": (112, 218)}
    for code, (programas, actividades) in expected.items():
        data = poa("evaluar", example, "--periodo", f"2024-{code}", "--json").json
        subtotals = data["subtotales"]
        assert subtotals["programas"]["proyectadas"] == programas
        assert subtotals["actividades"]["proyectadas"] == actividades
        assert data["proyectadas"] == programas + actividades


def test_a_rule_that_does_not_apply_is_refused_with_its_reason(
    poa: Callable[..., Any], refused: Callable[..., str], example: Path
) -> None:
    poa("avance", example, "--linea", "A1.1", "--mes", "2024-01", "--realizado", "1")
    said = poa("evaluar", example, "--periodo", "2024-T1", "--regla", "cantidades", "--json")
    if said.code == 0:  # every línea of the example has the same unit
        assert is_quantity(said.json["proyectadas"])
    else:
        assert said.out == ""
        assert "unidad" in said.err


def test_evaluar_for_a_person_explains_the_percentage(
    poa: Callable[..., Any], example: Path
) -> None:
    said = poa("evaluar", example, "--periodo", "2024-T1")
    assert re.search(r"\d+ realizadas / 81 proyectadas × 100 = \d+\.\d %", said.out)


@pytest.mark.parametrize("code", ["2024", "T1", "2024-T5", "2024-X1", "", "2024-M13", "24-T1"])
def test_a_period_that_is_none_is_refused(
    refused: Callable[..., str], example: Path, code: str
) -> None:
    assert "no es un periodo" in refused("evaluar", example, "--periodo", code)


def test_a_period_of_another_year_is_refused(refused: Callable[..., str], example: Path) -> None:
    assert "ejercicio 2024" in refused("evaluar", example, "--periodo", "2025-T1")


def test_today_may_be_given(
    poa: Callable[..., Any],
    refused: Callable[..., str],
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> int:
        data = poa("evaluar", example, "--periodo", "2024-A", "--json").json
        return sum(len(linea["sin_capturar"]) for linea in data["lineas"])

    monkeypatch.setenv("POA_DESKTOP_HOY", "2024-01-15")
    early = missing()
    monkeypatch.setenv("POA_DESKTOP_HOY", "2025-02-01")
    assert missing() > early
    monkeypatch.setenv("POA_DESKTOP_HOY", "ayer")
    assert "no es una fecha" in refused("evaluar", example, "--periodo", "2024-A")


# -- proponer ----------------------------------------------------------------------------------


def test_proponer_shows_what_the_texts_say_and_changes_nothing(
    poa: Callable[..., Any], example: Path
) -> None:
    before = example.read_bytes()
    said = poa("proponer", example, "--json")
    assert (said.code, said.err) == (0, "")
    lineas = said.json["lineas"]
    assert len(lineas) == 70
    for each in lineas:
        assert len(each["programado"]) == len(each["por_temporalidad"]) == 12
        assert each["recomendada"] in ("actual", "temporalidad", "texto")
    read = [each["por_texto"] for each in lineas if each["por_texto"]]
    assert read
    for each in read:
        assert each["fin"] - each["inicio"] == len(each["fragmento"])
        assert each["porque"].endswith(".")
    out = poa("proponer", example).out
    assert f"el texto de {len(read)} de 70 líneas dice cada cuándo" in out
    assert example.read_bytes() == before


# -- revisar, verificar ------------------------------------------------------------------------


def test_revisar_lists_problems(poa: Callable[..., Any], example: Path) -> None:
    said = poa("revisar", example, "--json")
    assert (said.code, said.err) == (0, "")
    assert set(said.json) == {"problemas"}
    assert said.json["problemas"]
    for each in said.json["problemas"]:
        assert {"regla", "gravedad", "donde", "mensaje", "que_hacer"} <= set(each)
        assert each["gravedad"] in ("error", "aviso")
        assert each["mensaje"]
        assert each["que_hacer"]
    assert "observaciones" in poa("revisar", example).out


def test_verificar_a_sound_file(poa: Callable[..., Any], example: Path) -> None:
    said = poa("verificar", example, "--json")
    assert (said.code, said.err) == (0, "")
    data = said.json
    assert data.pop("desde")[0].startswith("La bitácora está íntegra hasta su última operación 1")
    assert data == {
        "integro": True, "estructura": True, "referencias": True, "evidencias": True,
        "bitacora": True, "planes": True, "operaciones": 1, "hallazgos": [], "sellos": [],
        "cierres": [],
        "testigo": {"conforme": True, "operaciones": 0, "perdidos": [], "llaves_ajenas": [],
                    "mensajes": []},
    }  # fmt: skip
    assert "está íntegro: 1 operaciones" in poa("verificar", example).out


# -- which of several --------------------------------------------------------------------------


@pytest.fixture
def several(poa: Callable[..., Any], example: Path, origin: Path, tmp_path: Path) -> Path:
    """A file with two dependencias in 2024 and one of them in 2025 too."""
    text = origin.read_text(encoding="utf-8")
    for name, change in (
        ("otra.txt", ("Hacienda Municipal", "Parques y Jardines")),
        ("2025.txt", ("POA 2024", "POA 2025")),
    ):
        source = tmp_path / name
        changed = text.replace(*change)
        assert changed != text
        source.write_text(changed, encoding="utf-8")
        assert poa("importar", source, "--en", example).code == 0
    return example


def test_several_poas_need_a_choice(
    poa: Callable[..., Any], refused: Callable[..., str], several: Path
) -> None:
    found = poa("ver", several, "--json").json["poas"]
    assert [(each["dependencia"], each["ejercicio"]) for each in found] == [
        ("Hacienda Municipal", 2024), ("Parques y Jardines", 2024), ("Hacienda Municipal", 2025),
    ]  # fmt: skip
    capture = ("avance", several, "--linea", "A1.1", "--mes", "2024-03", "--realizado", "1")
    before = several.read_bytes()
    for words in (
        capture,
        (*capture, "--ejercicio", "2024"),
        ("evaluar", several, "--periodo", "2024-T1"),
    ):
        assert "varios POA" in refused(*words)
    assert "Ningún POA" in refused(*capture, "--dependencia", "Obras")
    assert several.read_bytes() == before
    said = poa(*capture, "--dependencia", "parques y jardines", "--json")
    assert said.code == 0
    # the year of the month or of the period chooses among the ejercicios
    assert poa(*capture, "--dependencia", "HACIENDA MUNICIPAL").code == 0
    assert poa("evaluar", several, "--periodo", "2025-T1", "--json").code == 0
    target = several.with_name("hoja.pdf")
    out = ("--documento", "evaluacion", "--formato", "pdf", "--salida", target)
    assert poa("exportar", several, *out, "--periodo", "2025-T1").code == 0
    assert "ejercicio" in refused(
        "exportar", several, "--documento", "libro", "--formato", "xlsx", "--salida", target,
        "--periodo", "2023-T1", "--dependencia", "Parques y Jardines",
    )  # fmt: skip
    chosen = ("--dependencia", "Hacienda Municipal", "--ejercicio", "2025")
    assert poa("revisar", several, *chosen).out.count("observaciones") == 1
    assert poa("revisar", several).out.count("observaciones") == 3


# -- usage -------------------------------------------------------------------------------------

WRONG = (
    ["nada"],
    ["ver"],
    ["ver", "a.poa", "b.poa"],
    ["evaluar", "a.poa"],
    ["evaluar", "a.poa", "--periodo"],
    ["evaluar", "a.poa", "--periodo", "2024-T1", "--regla", "otra"],
    ["evaluar", "a.poa", "--periodo", "2024-T1", "--ejercicio", "x"],
    ["evaluar", "a.poa", "--per", "2024-T1"],
    ["ver", "a.poa", "--json=1"],
    ["importar", "a.txt"],
    ["exportar", "a.poa", "--documento", "carta", "--formato", "pdf", "--salida", "x"],
    ["avance", "a.poa", "--linea", "A1.1"],
    ["--nada"],
)
ENGLISH = re.compile(
    r"\b(usage|error|argument|invalid|choice|choose|required|expected|unrecognized|show|help|the|"
    r"positional|options)\b"
)


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_is_exit_2_in_spanish(poa: Callable[..., Any], words: list[str]) -> None:
    said = poa(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("uso: poa-desktop")
    bare = said.err.replace("--help", "").replace("-h", "")
    assert not ENGLISH.search(bare), bare


def test_help_is_spanish(poa: Callable[..., Any]) -> None:
    commands = [
        "importar", "ver", "avance", "evaluar", "revisar", "exportar", "verificar", "respaldar",
        "restaurar", "ejemplo",
    ]  # fmt: skip
    general = poa("--help")
    assert general.code == 0
    assert all(f"    {name}" in general.out for name in commands)
    for words in ([], *([name] for name in commands)):
        said = poa(*words, "--help")
        assert (said.code, said.err) == (0, "")
        bare = said.out.replace("--help", "")
        assert not ENGLISH.search(bare), bare


def test_version(poa: Callable[..., Any]) -> None:
    from poa_desktop import __version__

    said = poa("--version")
    assert (said.code, said.out.strip()) == (0, f"POA Desktop {__version__}")


def test_json_is_one_document(poa: Callable[..., Any], example: Path) -> None:
    for words in (["ver"], ["revisar"], ["verificar"], ["evaluar", "--periodo", "2024-T1"]):
        said = poa(words[0], example, *words[1:], "--json")
        json.loads(said.out)
        assert "\\u" not in said.out  # accents as themselves
