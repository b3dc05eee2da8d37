"""Which article the notebooks read: it is chosen once for all of them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.reading.articles import (
    Article,
    ArticleError,
    article_from_text,
    exists,
    file_of,
    find_articles,
    is_url,
    read_article,
    write_article,
)
from helpers.reading.url_secrets import without_secrets
from helpers.wording import number_of_words

if TYPE_CHECKING:
    import pandas as pd

PROJECT = Path(__file__).resolve().parents[2]
ARTICLES = PROJECT / "data" / "articles"
OWN_ARTICLES = PROJECT / "articles"
DEFAULT_ARTICLE = ARTICLES / "india-us-two-plus-two.txt"
NOTEBOOKS = PROJECT / "notebooks"
CHOICE = NOTEBOOKS / "chosen_article.txt"


def load_article(origin: str = "") -> Article:
    """Return the article at `origin`: a path, a URL, or the name of a file among the articles.

    Those are in the folder `articles`, where pasted ones are kept, and in `data/articles`.

    An empty `origin` means the article chosen for all notebooks, or the first bundled one if none
    was chosen. Raises `ArticleError` if it can't be read.
    """
    return read_article(located(origin) if origin else chosen())


def choose_article(origin: str) -> Article:
    """Make the article at `origin` the one that all notebooks read, and return it.

    The choice is stored in `notebooks/chosen_article.txt`. An empty `origin` keeps the current
    choice. An article that can't be read raises `ArticleError` and changes nothing.
    """
    article = load_article(origin)
    if origin:
        place = located(origin)
        if not is_url(place):
            place = Path(place).resolve().as_posix()
        CHOICE.write_text(f"{place}\n", encoding="utf-8", errors="surrogateescape")
    return article


def add_article(text: str, **metadata: str) -> Article | None:
    """Keep a pasted article in the folder `articles`, choose it for all notebooks, and return it.

    `metadata` is what is known about it, such as `title`, `source`, `date`, `author` and `url`;
    empty values count as unknown. Without a title, the first line is the title. An article with the
    same name as another but a different text gets a number appended to its name. An empty text adds
    nothing; one that can't be used raises `ArticleError`.
    """
    if not text.strip():
        return None
    article = article_from_text(text, {key: value for key, value in metadata.items() if value})
    OWN_ARTICLES.mkdir(exist_ok=True)
    name, number = article.doc_id, 2
    while (path := OWN_ARTICLES / f"{name}.txt").exists():
        if read_article(path).text == article.text:
            break
        name, number = f"{article.doc_id}-{number}", number + 1
    write_article(replace(article, doc_id=name, origin=path.name), path)
    return choose_article(str(path))


def keep_file(name: str, content: bytes) -> Path:
    """Keep a file in the folder `articles` and return its path.

    A file with the same name as another but different content gets a number appended to its name.
    """
    OWN_ARTICLES.mkdir(exist_ok=True)
    given = Path(Path(name.replace("\\", "/")).name or "article.txt")
    path, number = OWN_ARTICLES / given, 2
    while path.exists() and path.read_bytes() != content:
        path, number = OWN_ARTICLES / f"{given.stem}-{number}{given.suffix}", number + 1
    path.write_bytes(content)
    return path


def articles() -> "pd.DataFrame":
    """Return the available articles, those in the folder `articles` first, then the bundled ones.

    A row is an article: `chosen` ("✓" for the one that the notebooks read), `article` (the argument
    for `choose_article`), `title`, `source`, `date` and `words`. If an article can't be read, its
    title is the reason.
    """
    # A report's own process does not need pandas, which takes half a second to import.
    import pandas as pd

    places = [p for folder in (OWN_ARTICLES, ARTICLES) if folder.is_dir() for p in _in(folder)]
    current = chosen()
    if current not in places:
        places.insert(0, current)
    columns = ["chosen", "article", "title", "source", "date", "words"]
    rows = []
    for place in places:
        mark, name = "✓" if place == current else "", _shown(place)
        try:
            article = read_article(place)
        except ArticleError as error:
            rows.append((mark, name, str(error), "", "", 0))
            continue
        known = article.metadata.get
        n_words = number_of_words(article.text)
        rows.append((mark, name, article.title, known("source", ""), known("date", ""), n_words))
    return pd.DataFrame(rows, columns=columns)


def _in(folder: Path) -> list[str]:
    try:
        return find_articles(folder)
    except ArticleError:
        return []


def _shown(place: str) -> str:
    path = Path(place)
    inside = path.parent in {OWN_ARTICLES, ARTICLES}
    return path.name if inside else without_secrets(place)


def chosen() -> str:
    """Return the path or URL of the article chosen for all notebooks."""
    if CHOICE.is_file():
        place = CHOICE.read_text(encoding="utf-8", errors="surrogateescape").strip()
        return place or str(DEFAULT_ARTICLE)
    return str(DEFAULT_ARTICLE)


def located(origin: str) -> str:
    """Return `origin` as it is if it exists, otherwise as found in the project or its articles."""
    if is_url(origin):
        return origin
    candidates = [origin, *(str(folder / origin) for folder in (PROJECT, OWN_ARTICLES, ARTICLES))]
    return next((place for place in candidates if exists(file_of(place))), origin)


def article_notebooks() -> list[Path]:
    """Return the notebooks about one article, in order.

    Notebooks about something else say so in their metadata: `"news_actors": {"subject": "corpus"}`.
    """
    paths = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
    subjects = [json.loads(path.read_text(encoding="utf-8"))["metadata"] for path in paths]
    return [p for p, about in zip(paths, subjects, strict=True) if "news_actors" not in about]
