"""Stores to write into: a clock that stands still, a person without a name, a small POA."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from poa_desktop.data import bloques, evidencias, lineas, poas
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.poa.problems import TipoLugar

NOW = datetime(2024, 5, 6, 7, 8, 9)


@pytest.fixture(autouse=True)
def _program_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_DESKTOP_DATOS", str(tmp_path / "datos-del-programa"))


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: NOW


@pytest.fixture
def person() -> Person:
    return Person("Lupita", "PC-OBRAS")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "obras.poa"


@pytest.fixture
def store(path: Path, clock: Callable[[], datetime], person: Person) -> Iterator[Store]:
    """A new, empty file."""
    with create_store(path, clock, person) as made:
        yield made


@dataclass(frozen=True)
class Sample:
    """Ids of a small POA: one programa with two líneas, an actividad under it, one without."""

    poa: int
    programa: int
    componente: int
    actividad: int
    suelta: int
    linea: int
    evidencia: int


@pytest.fixture
def write_sample() -> Callable[[Store], Sample]:
    def write(store: Store) -> Sample:
        def work(db: object) -> Sample:
            poa = poas.create(db, "Obras Públicas", 2024)
            programa = bloques.add(db, TipoLugar.PROGRAMA, poa, "Bacheo")
            componente = lineas.add(
                db, TipoLugar.PROGRAMA, programa, "Tapar baches", programado=[100] * 12
            )
            lineas.add(db, TipoLugar.PROGRAMA, programa, "Pintar guarniciones")
            actividad = bloques.add(db, TipoLugar.ACTIVIDAD, poa, "Comprar mezcla")
            bloques.edit(db, TipoLugar.ACTIVIDAD, actividad, programa_id=programa)
            suelta = bloques.add(db, TipoLugar.ACTIVIDAD, poa, "Archivo")
            linea = lineas.add(
                db, TipoLugar.ACTIVIDAD, suelta, "Ordenar", programado=[0] * 11 + [50]
            )
            lineas.edit_avance(db, linea, 3, realizado=50, comentario="Media caja")
            evidencia = evidencias.attach(db, linea, 3, "foto.png", b"\x89PNG una foto")
            return Sample(poa, programa, componente, actividad, suelta, linea, evidencia)

        return store.run("Escribir muestra", work)[0]

    return write


@pytest.fixture
def sample(store: Store, write_sample: Callable[[Store], Sample]) -> Sample:
    return write_sample(store)


@pytest.fixture
def sample_path(
    path: Path,
    clock: Callable[[], datetime],
    person: Person,
    write_sample: Callable[[Store], Sample],
) -> Path:
    """A closed file with the small POA."""
    with create_store(path, clock, person) as made:
        write_sample(made)
    return path


@pytest.fixture
def reopen(clock: Callable[[], datetime], person: Person) -> Callable[..., Store]:
    def again(path: Path, **options: object) -> Store:
        return open_store(path, clock, person, **options)

    return again
