"""Why a file of somebody else is not shown: told on paper and in the notices, never a failure."""


class NoSeMuestra(Exception):
    """A content that cannot be shown; the text is the reason in Spanish, as part of a sentence."""
