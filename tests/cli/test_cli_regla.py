"""poa-desktop regla: the comparison, the choice, and what refuses it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from poa_desktop.commands.outcome import open_to_read
from poa_desktop.data import cierres, lineas
from poa_desktop.data.llave import own_key
from poa_desktop.data.store import open_store
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Regla, Reglas
from poa_desktop.today import clock
from tests.cli.conftest import Said

Run = Callable[..., Said]
Refused = Callable[..., str]


def reglas_of(path: Path) -> Reglas:
    with open_to_read(path, clock) as store:
        return store.archivo().poas[0].reglas


def results(data: Any, regla: str, periodo: str) -> Any:
    (poa,) = data["poas"]
    (found,) = (each for each in poa["reglas"] if each["regla"] == regla)
    (result,) = (each for each in found["resultados"] if each["periodo"] == periodo)
    return result


def test_it_compares_and_writes_nothing(poa: Run, example: Path) -> None:
    before = example.read_bytes()
    data = poa("regla", example, "--json").json
    assert example.read_bytes() == before
    assert (data["ejercicio"], data["regla"], data["guardada"], data["congelada"]) == (
        2024, "actos", False, None,
    )  # fmt: skip
    assert data["limites"]["verde"] == "90"
    for regla in ("actos", "actividades", "promedio"):
        for periodo in ("2024-T1", "2024-T2", "2024-A"):
            words = ("--periodo", periodo, "--regla", regla, "--json")
            asked = poa("evaluar", example, *words).json
            found = results(data, regla, periodo)
            for name in ("proyectadas", "realizadas", "porcentaje", "semaforo"):
                assert found[name] == asked[name]
            assert found["porque"]
    refused = results(data, "cantidades", "2024-T1")
    assert refused["porcentaje"] is None and "unidades de medida" in refused["porque"]


def test_the_text_explains_the_period(poa: Run, example: Path) -> None:
    said = poa("regla", example, "--periodo", "2024-T1").out
    assert "► actos" in said
    assert "75 de 81 actos" in said
    assert "10 de 15 actividades y programas con todos sus actos." in said
    assert "Cambian de color: P1, Cumple → Rezago" in said
    assert "cantidades: no se puede." in said


def test_it_chooses(poa: Run, example: Path) -> None:
    words = ("--regla", "promedio", "--verde", "85.5", "--amarillo", "60 %")
    data = poa("regla", example, *words, "--justificar-sobre", "120", "--json").json
    assert data["guardada"] and data["regla"] == "promedio"
    assert [each["vigente"] for each in data["poas"][0]["reglas"]] == [False, False, True, False]
    assert reglas_of(example) == Reglas(
        Regla.PROMEDIO, Decimal("85.5"), Decimal(60), Decimal(120), Decimal(90)
    )
    assert "Quedó cambiada" in poa("regla", example, "--regla", "actos").out


def test_it_only_tries(poa: Run, example: Path) -> None:
    before = example.read_bytes()
    said = poa("regla", example, "--verde", "50", "--amarillo", "40", "--simular")
    assert "no se guardó nada" in said.out and "(Cumple)" in said.out
    assert example.read_bytes() == before


def test_what_cannot_be_is_refused(refused: Refused, example: Path) -> None:
    before = example.read_bytes()
    assert "unidades de medida" in refused("regla", example, "--regla", "cantidades")
    assert "antes que verde" in refused("regla", example, "--verde", "60")
    assert "no es una cantidad" in refused("regla", example, "--verde", "mucho")
    assert "no es del ejercicio" in refused(
        "regla", example, "--periodo", "2023-T1", "--ejercicio", "2024"
    )
    assert "ningún POA de 2031" in refused("regla", example, "--ejercicio", "2031")
    assert "Ninguna dependencia" in refused("regla", example, "--dependencia", "Rastro")
    assert example.read_bytes() == before


def test_the_first_cierre_freezes_it(poa: Run, refused: Refused, example: Path) -> None:
    with open_store(example, clock) as store:
        poa_id = store.headers()[0].id
        rows = [each.id for each in store.poa(poa_id).lineas]

        def justify(db: Any) -> None:
            for row in rows:
                lineas.edit_avance(db, row, 3, justificacion="Por la lluvia.")

        store.run("Justificar", justify)
        llave, person = own_key(), store.person
        T1 = parse_periodo("2024-T1")
        sello, _ = store.run_sealed(
            "Cerrar",
            lambda db: cierres.cerrar(db, poa_id, T1, clock(), person, llave, en_cero=True),
        )
    said = refused("regla", example, "--regla", "promedio")
    assert sello.folio in said and "ya no cambia" in said
    data = poa("regla", example, "--json").json
    assert data["congelada"]["folio"] == sello.folio
    assert "no se guardó nada" in poa("regla", example, "--regla", "promedio", "--simular").out
    assert "la del POA" in poa("regla", example, "--regla", "actos").out  # nothing to change
