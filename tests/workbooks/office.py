"""LibreOffice as the other program: it opens a workbook, types into cells, and saves it again."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_BASIC = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits"
 script:language="StarBasic">
Sub Run(source As String, target As String, edits As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden" : load(0).Value = True
  Dim book As Object
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
  Dim files As Object, reader As Object
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  reader = createUnoService("com.sun.star.io.TextInputStream")
  reader.setInputStream(files.openFileRead(edits))
  reader.setEncoding("UTF-8")
  Dim parts, cell As Object
  Do While Not reader.isEOF()
    parts = Split(reader.readLine(), Chr(9))
    If UBound(parts) = 3 Then
      cell = book.Sheets.getByName(parts(0)).getCellRangeByName(parts(1))
      If parts(2) = "number" Then
        cell.setValue(Val(parts(3)))
      ElseIf parts(2) = "formula" Then
        cell.setFormula(parts(3))
      Else
        cell.setString(Join(Split(parts(3), "\\n"), Chr(10)))
      End If
    End If
  Loop
  Dim save(0) As New com.sun.star.beans.PropertyValue
  save(0).Name = "FilterName" : save(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(target, save())
  book.close(True)
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Edits"/>
</library:library>
"""


@dataclass(frozen=True)
class Typed:
    """What is typed into a cell: *kind* is number, text or formula."""

    sheet: str
    cell: str
    kind: str
    value: str


class Office:
    """A LibreOffice with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._run("--terminate_after_init")  # it makes its profile, and would replace ours
        basic = profile / "user" / "basic" / "Standard"
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Edits.xba").write_text(_BASIC, encoding="utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")

    def _run(self, *words: str) -> None:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={self._profile.as_uri()}", "--headless",
             "--norestore", *words],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip

    def edit(self, source: Path, target: Path, edits: Sequence[Typed]) -> bytes:
        """Open a workbook, type, save it as another .xlsx; gives its bytes."""
        listed = target.with_suffix(".tsv")
        rows = ["\t".join((e.sheet, e.cell, e.kind, e.value.replace("\n", "\\n"))) for e in edits]
        listed.write_text("\n".join(rows) + "\n", encoding="utf-8")
        urls = ",".join(path.as_uri() for path in (source, target, listed))
        self._run(f"macro:///Standard.Edits.Run({urls})")
        return target.read_bytes()

    def convert(self, kind: str, folder: Path, *sources: Path) -> None:
        """Convert files, as saving under another name does."""
        self._run("--convert-to", kind, "--outdir", str(folder), *map(str, sources))
