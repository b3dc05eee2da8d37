"""Addresses without what gives access or says who reads: user names, passwords, keys, tokens.

The parameters that hold such are in `data/rules/secret_parameters.csv`.
"""

import csv
import re
from functools import cache
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

RULES = Path(__file__).resolve().parents[2] / "data" / "rules" / "secret_parameters.csv"
# The user name and password of an address, up to the last @ before its path.
MAX_CODED = 4  # times that a name is coded, in addresses within addresses
CLOSED = r"[^\s/?#\\@＠]{0,300}[@＠]"
OPEN = r"[^\s/?#\\@:\[]{1,100}:(?!\d*(?:[/?#\s]|$))[^\s?#@]{0,300}@"
USER = re.compile(rf"(?:(?<=:)|(?<![^\s\"'(<=]))[/\\]{{2}}(?:{CLOSED}|{OPEN})+")
# As browsers understand it, and as the value of a parameter.
LAX_USER = re.compile(rf"(?<=https:)[/\\]?{CLOSED}|(?<=http:)[/\\]?{CLOSED}", re.IGNORECASE)
CODED_USER = re.compile(
    r"((?:%(?:25)*3A|:)(?:%(?:25)*2F|/){2})(?:(?!%(?:25)*(?:2F|3F|23|26|40))[^\s/?#&@\"<>]){0,300}%(?:25)*40",
    re.IGNORECASE,
)
# Parameters of an address, and of one that is the value of a parameter and therefore coded.
BEGIN, AND, IS = r"[?#]|%(?:25)*(?:3F|23)", r"&amp;|[&;]|%(?:25)*26", r"%(?:25)*3D"
NAME = re.compile(
    rf"(?:(?P<begin>{BEGIN})|{AND})(?P<name>(?:(?!{BEGIN}|{AND}|{IS})[^\s=\"<>/]){{1,80}})(?:=|{IS})",
    re.IGNORECASE,
)
NUMBER = re.compile(r"v?\d+$")  # token2, signature_v4
VALUE = re.compile(r"[^\s&#\"<>]*")
PATH_VALUE = re.compile(r"[^\s&#?\"<>]*")  # as in a;jsessionid=1?id=2
CODED_VALUE = re.compile(rf"(?:(?!{BEGIN}|{AND})[^\s\"<>])*", re.IGNORECASE)
# The first parameters of an address are replaced by a mark until it is known whether others follow.
GONE = "\0"
FIRST_GONE = re.compile(rf"{GONE}(?:{AND})", re.IGNORECASE)
ALL_GONE = re.compile(rf"(?:{BEGIN}){GONE}", re.IGNORECASE)


def without_secrets(text: str) -> str:
    """Return an address, or a text with addresses, without what must not be passed on.

    That is the user name and password before the host, and parameters such as `token`. Even a
    password that contains a slash, which the rules for addresses forbid, is recognised by its
    colon. All other parameters stay, because they may say which article it is.

    >>> without_secrets("https://ann:secret@news.example/a?id=1&api_key=secret")
    'https://news.example/a?id=1'
    """
    if "@" in text or "＠" in text:
        text = LAX_USER.sub("//", USER.sub("//", text))
    if "%" in text:
        text = CODED_USER.sub(r"\1", text)
    kept, copied, at = [], 0, 0
    while found := NAME.search(text, at):
        at = found.end()
        if _is_secret(found["name"]):
            kept += [text[copied : found.start()], (found["begin"] and found["begin"] + GONE) or ""]
            at = copied = _value(found[0]).match(text, at).end()
    if not kept:
        return text
    return ALL_GONE.sub("", FIRST_GONE.sub("", "".join(kept) + text[copied:]))


def _value(parameter: str) -> re.Pattern:
    if not parameter.endswith("="):
        return CODED_VALUE
    return PATH_VALUE if parameter.startswith(";") else VALUE


def _is_secret(name: str) -> bool:
    """Whether a parameter's value is secret, however its name is written: api_key, apiKey, API-Key.

    >>> _is_secret("X-Amz-Security-Token"), _is_secret("user%5Bpassword%5D"), _is_secret("author")
    (True, True, False)
    """
    for _ in range(MAX_CODED):
        name = unquote(name)
    return any(map(_names_secret, {name, name.partition("[")[0]}))


def _names_secret(name: str) -> bool:
    name = "".join(filter(str.isalnum, normalize("NFKC", name).lower()))
    name = NUMBER.sub("", name) or name
    whole, ends, parts = _rules()
    return name in whole or name.endswith(ends) or any(part in name for part in parts)


@cache
def _rules() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The names that are secret, the ends of such names, and what only such names contain."""
    with RULES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return (
        frozenset(row["name"] for row in rows),
        *(tuple(row["name"] for row in rows if row["match"] == how) for how in ("end", "part")),
    )
