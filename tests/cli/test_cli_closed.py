"""The command line on a file with a closed quarter: what it says of it, and what it refuses."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from poa_desktop.data import lineas
from poa_desktop.data.folders import backups_folder
from poa_desktop.data.lock import Person
from poa_desktop.data.store import open_store
from poa_desktop.poa.periodos import parse_periodo

T1 = parse_periodo("2024-T1")


@pytest.fixture
def closed(poa: Callable[..., Any], tmp_path: Path) -> tuple[Path, str]:
    """The example with its first quarter reported as planned, and closed; with its folio."""
    path = tmp_path / "hacienda.poa"
    assert poa("ejemplo", "--en", path).code == 0
    with open_store(path, lambda: datetime(2024, 10, 15), Person("l", "PC", "Lucía")) as store:
        whole = store.poa(1)

        def work(db: Any) -> None:
            for linea in whole.lineas:
                for mes in T1.meses:
                    done = linea.programado[mes - 1] or None
                    lineas.edit_avance(db, linea.id, mes, realizado=done)

        store.run("Completar", work)
    said = poa("cerrar", path, "--periodo", "2024-T1", "--json")
    assert said.code == 0, said.err
    return path, said.json["folio"]


def test_ver_and_evaluar_tell_the_cierre(poa: Callable[..., Any], closed: tuple[Path, str]) -> None:
    path, folio = closed
    (said,) = poa("ver", path, "--json").json["poas"]
    assert said["estado"] == "borrador"
    assert said["periodos"] == {"T1": {"estado": "cerrado", "folio": folio}}
    cierre = poa("evaluar", path, "--periodo", "2024-T1", "--json").json["cierre"]
    assert (cierre["folio"], cierre["version"]) == (folio, 1)
    assert cierre["cuando"].startswith("2024-10-15T")
    assert f"folio {folio}" in poa("evaluar", path, "--periodo", "2024-T1").out
    assert "cierre" not in poa("evaluar", path, "--periodo", "2024-T2", "--json").json
    assert poa("reabrir", path, "--periodo", "2024-T1", "--motivo", "Se corrige.").code == 0
    (said,) = poa("ver", path, "--json").json["poas"]
    assert said["periodos"] == {"T1": {"estado": "reabierto", "folio": None}}
    assert "cierre" not in poa("evaluar", path, "--periodo", "2024-T1", "--json").json


def test_a_closed_month_takes_no_avance_and_an_open_one_does(
    poa: Callable[..., Any], refused: Callable[..., str], closed: tuple[Path, str]
) -> None:
    path, folio = closed
    before = path.read_bytes()
    told = refused("avance", path, "--linea", "A3.1", "--mes", "2024-03", "--realizado", "5")
    assert told.strip().endswith(
        f"No se capturó nada. Marzo está cerrado (folio {folio}): pida la reapertura "
        "(Periodo ▸ Reabrir…)."
    )
    assert path.read_bytes() == before
    said = poa("avance", path, "--linea", "A3.1", "--mes", "2024-11", "--realizado", "5")
    assert said.code == 0


def test_a_copy_is_kept_before_each_cierre_and_reapertura(
    poa: Callable[..., Any], closed: tuple[Path, str]
) -> None:
    path, _ = closed
    assert poa("reabrir", path, "--periodo", "2024-T1", "--motivo", "Se corrige.").code == 0
    kept = [each.name for each in backups_folder().rglob("*-cierre*.poa")]
    assert len(kept) == 2
