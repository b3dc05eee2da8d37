"""Which article the notebooks read: the choice is made once, for all of them."""

import json
from pathlib import Path

from helpers.articles import Article, read_article

PROJECT = Path(__file__).resolve().parent.parent
ARTICLES = PROJECT / "data" / "articles"
DEFAULT_ARTICLE = ARTICLES / "india-us-two-plus-two.txt"
NOTEBOOKS = PROJECT / "notebooks"
CHOICE = NOTEBOOKS / "chosen_article.txt"


def load_article(origin: str = "") -> Article:
    """Return the article at `origin`: a path, a URL, or the name of a file in `data/articles`.

    An empty `origin` means the article chosen for all notebooks, or if none is, the first bundled
    one. Raises `ArticleError` if it can't be read.
    """
    return read_article(located(origin) if origin else chosen())


def choose_article(origin: str) -> Article:
    """Make the article at `origin` the one that all notebooks read, and return it.

    The choice is kept in `notebooks/chosen_article.txt`. An empty `origin` keeps the present
    choice. An article that can't be read raises `ArticleError` and changes nothing.
    """
    article = load_article(origin)
    if origin:
        place = located(origin)
        if not _is_url(place):
            place = Path(place).resolve().as_posix()
        CHOICE.write_text(place + "\n", encoding="utf-8")
    return article


def chosen() -> str:
    """Return the path or URL of the article chosen for all notebooks."""
    if CHOICE.exists() and (place := CHOICE.read_text(encoding="utf-8").strip()):
        return place
    return str(DEFAULT_ARTICLE)


def located(origin: str) -> str:
    """Return `origin` as it is if it is there, else as found below the project or its articles."""
    if not _is_url(origin) and not Path(origin).exists():
        for candidate in (PROJECT / origin, ARTICLES / origin):
            if candidate.exists():
                return str(candidate)
    return origin


def article_notebooks() -> list[Path]:
    """Return the notebooks about one article, in order.

    Another subject stands in a notebook's metadata: `"news_actors": {"subject": "corpus"}`.
    """
    paths = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
    subjects = [json.loads(path.read_text(encoding="utf-8"))["metadata"] for path in paths]
    return [p for p, about in zip(paths, subjects, strict=True) if "news_actors" not in about]


def _is_url(origin: str) -> bool:
    return "://" in origin
