"""The official form as text: bytes in, a draft of records and a list of problems out."""

from poa_desktop.intake.draft import Draft
from poa_desktop.intake.findings import Findings, renglon
from poa_desktop.intake.text_assemble import assemble
from poa_desktop.intake.text_document import DocumentReader
from poa_desktop.intake.text_rows import read_rows


def read_text_form(content: bytes, name: str) -> Draft:
    """Read a POA written as text: cells separated by tabs, marks of bold and paragraph.

    Every text of the document is in a record of the draft or in one of its problems. *name* is
    the file's name, for messages. Raises PoaError, and nothing else, for what is no POA.
    """
    findings = Findings()
    rows = read_rows(content, name)
    if rows.damaged:
        findings.error(
            "archivo_danado",
            renglon(1),
            f"El archivo tenía {rows.damaged} caracteres dañados: aparecen como «\ufffd».",
            "Busque ese signo en los textos y corríjalos.",
        )
    reader = DocumentReader(findings)
    for row in rows.rows:
        reader.take(row)
    return assemble(reader.document, name, findings)
