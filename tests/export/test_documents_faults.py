"""Whatever call to the disk fails, the document that was there before stays, in every format."""

import errno
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from poa_desktop.export.document import Context, Documento
from poa_desktop.export.documents import DOCUMENTOS, write_document
from poa_desktop.export.plantilla_ejemplo import write_template_example
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Evidencia,
    LineaAccion,
    Municipio,
    Plantilla,
    Poa,
    TipoPlantilla,
)
from tests.faulty_disk import DiskFault
from tests.sealed import SealedFile

BEFORE = b"el documento de antes"
CALLS = 5  # write, flush, fsync, replace, fsync of the folder
ENGLISH = ("No space", "Input/output", "denied", "error", "failed")
EVIDENCIA = Evidencia(1, "lista.txt", "text/plain", 5, "a" * 64)
LINEA = LineaAccion(
    1, "Bachear", programado=(100,) * 12, avances=(Avance(100, "Se hizo", "", (EVIDENCIA,)),) * 12
)
LIBRO = Plantilla(TipoPlantilla.LIBRO, "plantilla.xlsx", "b" * 64, write_template_example())
CONTEXT = Context(
    Municipio("Valle Claro", gobierno="GOBIERNO", libro=LIBRO),
    Poa(
        1, Dependencia(1, "Obras"), 2024, actividades=(Actividad(1, 1, "Calles", lineas=(LINEA,)),)
    ),
    date(2024, 10, 15),
    parse_periodo("2024-T1"),
    contenido=lambda sha256: b"lista",
)
SEALED = SealedFile()
SEALED.cerrar(CONTEXT.municipio, CONTEXT.poa, parse_periodo("2024-T1"), datetime(2024, 10, 15))
CONTEXT = replace(CONTEXT, cierres=SEALED.cierres())
EVERY = [(kind, formato) for kind in DOCUMENTOS for formato in kind.writers]


@dataclass(frozen=True)
class Attempt:
    """One try: the sentence it was refused with, None when it went through, and its calls."""

    sentence: str | None
    calls: int


def attempt(
    kind: Documento, formato: str, path: Path, k: int, code: int, for_ever: bool
) -> Attempt:
    fault = DiskFault(k, code, for_ever=for_ever)
    with pytest.MonkeyPatch.context() as patched:
        fault.install_writes(patched)
        try:
            write_document(kind, formato, CONTEXT, path)
        except PoaError as error:
            return Attempt(str(error), fault.calls)
    return Attempt(None, fault.calls)


@pytest.mark.parametrize(("kind", "formato"), EVERY, ids=lambda each: getattr(each, "nombre", each))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_the_earlier_file_stays_at_every_fault(
    tmp_path: Path, kind: Documento, formato: str, code: int
) -> None:
    path = tmp_path / f"documento.{formato}"
    refused = 0
    for for_ever in (False, True):
        k = 1
        while True:
            path.write_bytes(BEFORE)
            tried = attempt(kind, formato, path, k, code, for_ever)
            if tried.calls < k:  # nothing failed any more
                break
            k += 1
            if tried.sentence is None:
                assert path.read_bytes() != BEFORE
                continue
            refused += 1
            # only the flush of the folder comes after the new file is in place, whole
            there = path.read_bytes()
            in_place = tried.calls == CALLS and there.startswith((b"%PDF-", b"PK"))
            assert there == BEFORE or in_place
            assert path.name in tried.sentence
            assert not any(word in tried.sentence for word in ENGLISH)
            assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert refused >= 6
