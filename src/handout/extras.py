"""How the program's parts are installed that not everybody needs."""

DISTRIBUTION = "patient-handout"
"""Its name on the package index; there, `handout` is somebody else's."""


def extra(name: str) -> str:
    """What to type to install a part: `i18n`, say."""
    return f"pip install '{DISTRIBUTION}[{name}]'"
