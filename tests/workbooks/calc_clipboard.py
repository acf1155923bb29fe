"""LibreOffice Calc on a real X display: a block it copies, and what arrives when it pastes."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_BASIC = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clip"
 script:language="StarBasic">
Sub Run(folder As String)
  Dim none(0) As New com.sun.star.beans.PropertyValue
  Dim book, sheet, frame, dispatcher As Object
  book = StarDesktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, none())
  frame = book.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  sheet = book.Sheets.getByIndex(0)
  Dim column, row As Long
  Fill(book, sheet, folder, column, row)
  book.CurrentController.select(sheet.getCellRangeByPosition(0, 0, column, row))
  dispatcher.executeDispatch(frame, ".uno:Copy", "", 0, none())
  Touch(folder &amp; "/copied")
  WaitFor(folder &amp; "/answered")
  book.Sheets.insertNewByName("Llega", 1)
  sheet = book.Sheets.getByName("Llega")
  book.CurrentController.setActiveSheet(sheet)
  book.CurrentController.select(sheet.getCellByPosition(0, 0))
  dispatcher.executeDispatch(frame, ".uno:Paste", "", 0, none())
  Dump(sheet, folder &amp; "/arrived.tsv")
  Touch(folder &amp; "/dumped")
  book.close(True)
  StarDesktop.terminate()
End Sub

Sub Fill(book, sheet As Object, folder As String, column, row As Long)
  Dim files, reader, cell, formats As Object
  Dim parts, language As New com.sun.star.lang.Locale
  formats = book.NumberFormats
  language.Language = "en" : language.Country = "US"
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  reader = createUnoService("com.sun.star.io.TextInputStream")
  reader.setInputStream(files.openFileRead(folder &amp; "/cells.tsv"))
  reader.setEncoding("UTF-8")
  Do While Not reader.isEOF()
    parts = Split(reader.readLine(), Chr(9))
    If UBound(parts) = 4 Then
      column = CLng(parts(0)) : row = CLng(parts(1))
      cell = sheet.getCellByPosition(column, row)
      If parts(2) = "number" Then
        cell.setValue(Val(parts(3)))
      ElseIf parts(2) = "formula" Then
        cell.setFormula(parts(3))
      Else
        cell.setString(Join(Split(parts(3), "\\n"), Chr(10)))
      End If
      If parts(4) &lt;&gt; "" Then
        Dim key As Long
        key = formats.queryKey(parts(4), language, False)
        If key = -1 Then key = formats.addNew(parts(4), language)
        cell.NumberFormat = key
      End If
    End If
  Loop
End Sub

Sub Dump(sheet As Object, target As String)
  Dim files, stream, writer, cursor, cell As Object
  Dim column, row As Long
  Dim shown As String
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  stream = files.openFileReadWrite(target)
  writer = createUnoService("com.sun.star.io.TextOutputStream")
  writer.setOutputStream(stream.getOutputStream())
  writer.setEncoding("UTF-8")
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  For row = 0 To cursor.RangeAddress.EndRow
    For column = 0 To cursor.RangeAddress.EndColumn
      cell = sheet.getCellByPosition(column, row)
      shown = Join(Split(cell.getString(), Chr(10)), "\\n")
      shown = Join(Split(shown, Chr(9)), "\\t")
      writer.writeString(column &amp; Chr(9) &amp; row &amp; Chr(9) &amp; cell.Type &amp; Chr(9))
      writer.writeString(Trim(Str(cell.Value)) &amp; Chr(9) &amp; shown &amp; Chr(10))
    Next column
  Next row
  writer.closeOutput()
End Sub

Sub Touch(target As String)
  Dim files As Object
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  files.openFileReadWrite(target).closeInput
End Sub

Sub WaitFor(target As String)
  Dim files As Object
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  Do While Not files.exists(target)
    Wait 50
  Loop
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Clip"/>
</library:library>
"""
_EMPTY, _VALUE, _TEXT = "0", "1", "2"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell there: *kind* is number, text or formula; *shown* its number format."""

    kind: str
    value: str
    shown: str = ""


Arrived = float | str | None
"""What came into a cell: a number, a text, or nothing. A formula is told as "fórmula …"."""


@contextmanager
def x_display() -> Iterator[str]:
    """A virtual screen of its own, ":7"."""
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-ac"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert screen.stdout is not None
        yield f":{screen.stdout.readline().strip()}"
    finally:
        screen.terminate()
        screen.communicate(timeout=20)


class CalcClipboard:
    """A Calc that copies a block, waits until it was answered, and pastes what is there then.

    The two sides meet in *folder*: it writes "copied", awaits "answered", writes "dumped".
    """

    def __init__(self, profile: Path, folder: Path, display: str) -> None:
        self._profile, self._folder = profile, folder
        self._env = {**os.environ, "DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen"}
        self._run("--headless", "--terminate_after_init").wait(240)
        basic = profile / "user" / "basic" / "Standard"
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Clip.xba").write_text(_BASIC, encoding="utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")

    def _run(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["soffice", f"-env:UserInstallation={self._profile.as_uri()}", "--norestore",
             "--nologo", "--nodefault", *words],
            env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip

    @contextmanager
    def copying(self, block: Sequence[Sequence[Cell]]) -> Iterator[None]:
        """Run it with a block in its first sheet; it has copied it once "copied" is there, and at
        the end it has dumped what it pasted.
        """
        rows = [
            "\t".join((str(x), str(y), each.kind, each.value.replace("\n", "\\n"), each.shown))
            for y, cells in enumerate(block)
            for x, each in enumerate(cells)
        ]
        (self._folder / "cells.tsv").write_text("\n".join([*rows, "", ""]), encoding="utf-8")
        office = self._run(f"macro:///Standard.Clip.Run({self._folder.as_uri()})")
        try:
            yield
            office.wait(40)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)  # the script and what it started
            office.wait(20)

    def arrived(self) -> list[list[Arrived]]:
        """What it found after pasting."""
        found: dict[int, list[Arrived]] = {}
        for row in (self._folder / "arrived.tsv").read_text("utf-8").splitlines():
            _, y, kind, value, text = row.split("\t")
            text = text.replace("\\n", "\n").replace("\\t", "\t")
            told: Arrived = text if kind == _TEXT else f"fórmula {text}"
            if kind in (_EMPTY, _VALUE):
                told = float(value) if kind == _VALUE else None
            found.setdefault(int(y), []).append(told)
        return [found[y] for y in sorted(found)]
