"""The one way to make an XML parser for what comes in: no document types, no entities.

expat opens nothing of another place unless a handler asks for it, and an entity that grows (or
names a file) must be declared in a document type first. So a parser that stops at the
declaration, before anything of it is read, is all that is needed.
"""

from xml.parsers import expat


class DoctypeRefused(Exception):
    """The document declares a document type or an entity, which no workbook needs."""


def strict_parser(*, namespaces: bool = False) -> expat.XMLParserType:
    """A parser that raises DoctypeRefused; with *namespaces* names are "namespace local prefix"."""
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.namespace_prefixes = namespaces
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise DoctypeRefused
