"""Where the bundled files are: in the source tree, in an installed wheel, or in the frozen app."""

import sys
from pathlib import Path


def resources_dir() -> Path:
    """The folder of bundled files."""
    package = Path(__file__).resolve().parent
    candidates = (
        Path(getattr(sys, "_MEIPASS", package)) / "resources",
        package / "_resources",
        package.parent / "resources",
    )
    return next(folder for folder in candidates if (folder / "fonts").is_dir())


def resource(*parts: str) -> Path:
    """Path of one bundled file, such as resource("fonts", "LiberationSans-Regular.ttf")."""
    return resources_dir().joinpath(*parts)
