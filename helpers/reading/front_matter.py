"""Front matter between two lines of --- at the top of a text: title, date, source, author, url."""

import re
from functools import cache

from helpers.reading.article import MAX_CHARS, ArticleError
from helpers.reading.cleaning import Removed

NULL = "tag:yaml.org,2002:null"
MAX_DEPTH = 20
MAX_FRONT_MATTER = 20_000  # keys and values, as YAML counts them; they take a second


def front_matter(origin: str, source: str) -> tuple[dict[str, str], tuple[Removed, ...], str]:
    """Return the front matter, what was removed before, and the rest of the text.

    Values are texts as written; nested ones are left out. Raises `ArticleError` if the front matter
    is not valid YAML.
    """
    head = re.match(r"---[^\S\n]*\r?\n(.*?)^---[^\S\n]*\r?$", source, re.DOTALL | re.MULTILINE)
    if not head:
        return {}, (), source
    import yaml

    try:
        is_too_much = _is_too_much(head[1])
        front = None if is_too_much else yaml.load(head[1], Loader=_loader())  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise ArticleError(
            f"{origin}: the lines between --- at the top are not valid YAML{where}; write them as "
            '"title: …", with quotation marks around a value that has a colon'
        ) from None
    if is_too_much:
        raise ArticleError(
            f"{origin}: has more between --- at the top than any article needs; shorten it"
        )
    if not isinstance(front, dict):
        return {}, (), source
    metadata = {}
    for key, value in front.items():
        values = value if isinstance(value, list) else [value]
        if isinstance(key, str) and all(isinstance(item, str) for item in values):
            metadata[key] = ", ".join(values)
    return metadata, _removed_before(front.get("removed")), source[head.end() :]


@cache
def _loader() -> type:
    """What keeps all values as text: dates as written, and "no" is not false. Only null is none."""
    import yaml

    class Loader(yaml.BaseLoader):
        pass

    Loader.add_implicit_resolver(NULL, re.compile("(?:~|null|Null|NULL)$"), list("~nN"))
    Loader.add_constructor(NULL, lambda loader, node: None)
    return Loader


def _is_too_much(front: str) -> bool:
    """Whether front matter is unreasonably long; `YAMLError` if it is nested very deep."""
    import yaml

    depth = 0
    for n, event in enumerate(yaml.parse(front, Loader=yaml.BaseLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.YAMLError
        if n > MAX_FRONT_MATTER:
            return True
    return False


def _removed_before(records) -> tuple[Removed, ...]:
    """What `write_article` noted as removed; empty if it is not in that form."""
    try:
        found = [
            Removed(int(record["paragraph"]), record["text"], record["reason"])
            for record in records or ()
        ]
    except (TypeError, KeyError, ValueError):
        return ()
    is_one = all(
        0 <= piece.paragraph <= MAX_CHARS
        and isinstance(piece.text, str)
        and isinstance(piece.reason, str)
        for piece in found
    )
    return tuple(found) if is_one else ()
