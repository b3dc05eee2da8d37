"""What every HTML page of this project shares: its look, and the policy that isolates it.

`base.css` has the only palette, light and dark. Nothing here needs pandas or matplotlib, so a
program that only assembles pages starts without them.
"""

import base64
import hashlib
import os
import re
from functools import cache
from pathlib import Path

BASE = Path(__file__).parent / "base.css"
KINDS = {
    "person": "people",
    "organisation": "organisations",
    "country": "countries",
    "bloc": "international bodies",
}
SHAPES = {
    "person": '<circle cx="10" cy="10" r="8"/>',
    "organisation": '<rect x="3" y="3" width="14" height="14"/>',
    "country": '<polygon points="10,2 18,17 2,17"/>',
    "bloc": '<polygon points="10,1 19,10 10,19 1,10"/>',
}


# How a page of ours can be recognised, and how those of earlier versions could be.
GENERATOR = re.compile(
    r'<meta name="generator" content="news-actors">'
    r"|Content-Security-Policy[^>]+>\s*<title>(?:Reports on \d+ articles?"
    r"|[\d,]+ articles? · actors, tone and network)</title>"
)
HEAD = 4000  # characters of a page in which it can be recognised


def is_ours(path: Path) -> bool:
    """Return whether there is no page at `path` yet, or one that this project wrote."""
    if not path.is_file():
        return not os.path.lexists(path)
    with path.open(encoding="utf-8", errors="replace") as file:
        return GENERATOR.search(file.read(HEAD)) is not None


@cache
def base_style() -> str:
    """Return the style that all pages share: colours, text, links, cards and tables."""
    return BASE.read_text(encoding="utf-8")


def policy(css: str, js: str, *, loads_parts: bool = False) -> str:
    """Return the Content-Security-Policy that allows this style and this script and nothing else.

    `style` attributes, of which the charts' SVG is full, are allowed: they load nothing, as images
    can only come from the page itself. With `loads_parts` the script may add any scripts
    ('strict-dynamic'), which is how a page opened from a folder loads its data; markup still can't.
    """
    parts = " 'strict-dynamic'" if loads_parts else ""
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"script-src '{_hash(js)}'{parts}; style-src '{_hash(css)}'; "
        "style-src-attr 'unsafe-inline'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
