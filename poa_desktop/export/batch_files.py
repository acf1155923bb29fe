"""What came of the documents of many files, and how to tell apart those of one name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from poa_desktop.export.batch import Report

_TAIL = re.compile(r" (\(\d+\))$")


@dataclass(frozen=True, slots=True)
class PoaReport:
    """What came of the documents of one POA.

    *carpeta* is where they went; *propia* the folder of that dependencia and year, which it is
    unless another POA of the same piece of work has got it, or no folders were wanted. *omitidos*
    were left out, because nothing has changed that they could tell.
    """

    titulo: str
    report: Report
    carpeta: Path | None = None
    propia: Path | None = None
    omitidos: tuple[str, ...] = ()

    @property
    def omitted(self) -> str:
        """The documents that have nothing to tell, in words; "" when there are none."""
        names = ", ".join(self.omitidos)
        return f"sin cambios que contar, se omitió {names}" if names else ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file: why it was left out, or its POAs."""

    path: Path
    error: str = ""
    poas: tuple[PoaReport, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everything that was wanted of it is on the disk."""
        every = (each for poa in self.poas for each in poa.report.results)
        return not self.error and all(each.written for each in every)


@dataclass(frozen=True, slots=True)
class EnvioReport:
    """Every file that was begun, in order; *pending* were not, because it was given up."""

    files: tuple[FileReport, ...]
    pending: tuple[Path, ...] = ()
    cancelled: bool = False

    @property
    def written(self) -> int:
        """How many files are on the disk."""
        return sum(len(poa.report.paths) for poa in self._poas())

    def name_of(self, path: Path) -> str:
        """The name of a file, with its folder where another file has the same."""
        every = (*(each.path for each in self.files), *self.pending)
        alone = sum(each.name == path.name for each in every) < 2
        return path.name if alone else f"{path.parent.name}/{path.name}"

    def where(self, poa: PoaReport) -> str:
        """Where its documents are, in words, when another POA has the same name; else ""."""
        if sum(each.propia == poa.propia is not None for each in self._poas()) < 2:
            return ""
        if poa.carpeta is not None and any(each.carpeta != poa.carpeta for each in self._poas()):
            return f"en la carpeta «{poa.carpeta.name}»"
        tails = sorted({_tail(path) for path in poa.report.paths})
        words = " o ".join(f"con {tail}" if tail else "sin número" for tail in tails)
        return f"{words} al final del nombre" if words else ""

    def _poas(self) -> Iterator[PoaReport]:
        return (poa for each in self.files for poa in each.poas)


def _tail(path: Path) -> str:
    found = _TAIL.search(path.stem)
    return found[1] if found else ""
