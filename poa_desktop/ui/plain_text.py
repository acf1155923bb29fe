"""Texts of the file in tooltips: Qt would take what looks like HTML for HTML, and load pictures."""

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """A tooltip that shows a text as it is written."""
    if not Qt.mightBeRichText(text):
        return text
    from html import escape

    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"
