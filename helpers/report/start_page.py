"""The start page of a Lab: choose an article or add one, see what was read, and confirm.

This is done with buttons, so that running all cells of the page again never undoes the choice.
"""

from html import escape
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from helpers.reading.articles import (
    Article,
    ArticleError,
    Rejected,
    article_from_text,
    is_url,
    read_articles,
)
from helpers.reading.chosen_article import (
    add_article,
    articles,
    choose_article,
    chosen,
    keep_file,
    load_article,
    located,
)
from helpers.report import show
from helpers.wording import count, number_of_words

FIRST_CHARS = 400  # of a text, enough to see that it is the right one
_WIDTH = {"width": "46rem"}  # as a Layout object, it would be shared by all fields


class StartPage(widgets.VBox):
    """Four ways to name an article, one button to read it, and one to choose it.

    Attributes
    ----------
    at_hand, place, upload, pasted : ipywidgets
        An available article; a path, a folder or an address; files; a text.
    read, choose : Button
        Show what was read; make it the article of all notebooks.
    found : Dropdown
        The articles that were read, if there are several.
    preview, answer : HTML
        What was read; the result.
    """

    def __init__(self) -> None:
        self.at_hand = widgets.Dropdown(description="Available", layout=_WIDTH)
        self.place = widgets.Text(
            description="Or from",
            placeholder="a file, a folder, or a web address",
            layout=_WIDTH,
        )
        self.upload = widgets.FileUpload(description="Or pick files", multiple=True)
        self.pasted = widgets.Textarea(
            description="Or paste",
            placeholder="headline\n\nan empty line between paragraphs",
            rows=6,
            layout=_WIDTH,
        )
        self.source = widgets.Text(description="Source", placeholder="of what you paste")
        self.date = widgets.Text(description="Date", placeholder="such as 2026-03-01")
        self.read = widgets.Button(description="1. Read it", button_style="info")
        self.found = widgets.Dropdown(description="Found", layout=_WIDTH)
        self.choose = widgets.Button(
            description="2. Use it in all notebooks",
            button_style="success",
            disabled=True,
            layout=widgets.Layout(width="16rem"),
        )
        self.preview, self.answer = widgets.HTML(), widgets.HTML()
        self._read: list[tuple[Article, str]] = []
        self.read.on_click(lambda _: self._show_found())
        self.choose.on_click(lambda _: self._choose())
        self.at_hand.observe(
            lambda change: self._show_found() if change["new"] else None, names="value"
        )
        self.found.observe(lambda change: self._show_preview(), names="index")
        self._list_at_hand()
        self.answer.value = _says(f"All notebooks read {_title_of(chosen())}.")
        self.found.layout.display = "none"
        pasting = widgets.HBox([self.source, self.date])
        super().__init__(
            [
                *(self.at_hand, self.place, self.upload, self.pasted, pasting),
                *(self.read, self.found, self.preview, self.choose, self.answer),
            ]
        )

    def _list_at_hand(self) -> None:
        rows = articles()
        self.at_hand.options = [
            ("", ""),
            *((_label(row), row.article) for row in rows.itertuples()),
        ]

    def _show_found(self) -> None:
        """Read what is named and show it; the last of the four fields that is filled in counts."""
        self.answer.value = ""
        try:
            self._read, left_out = self._found()
        except ArticleError as error:
            self._read, left_out = [], [str(error)]
        titles = [f"{i}. {article.title}" for i, (article, _) in enumerate(self._read, start=1)]
        self.found.options = [(title, i) for i, title in enumerate(titles)]
        self.found.index = 0 if titles else None
        self.found.layout.display = "" if len(titles) > 1 else "none"
        self.choose.disabled = not titles
        self._show_preview()
        if left_out:
            self.answer.value = _says("Not read: " + "; ".join(left_out))

    def _found(self) -> tuple[list[tuple[Article, str]], list[str]]:
        """The articles that are named, each with its origin, and what can't be read."""
        if self.pasted.value.strip():
            known = {"source": self.source.value.strip(), "date": self.date.value.strip()}
            article = article_from_text(
                self.pasted.value, {key: value for key, value in known.items() if value}
            )
            return [(article, "")], []
        places = [
            str(keep_file(file["name"], bytes(file["content"]))) for file in self.upload.value
        ]
        if not places:
            named = self.place.value.strip() or self.at_hand.value or ""
            places = [located(named) if named else chosen()]
        found, left_out = [], []
        for place in places:
            for one in read_articles(place):
                if isinstance(one, Rejected):
                    left_out.append(str(one))
                else:
                    found.append((one, place if is_url(place) else one.origin))
        return found, left_out

    def _show_preview(self) -> None:
        index = self.found.index
        self.preview.value = "" if index is None else preview_html(self._read[index][0])

    def _choose(self) -> None:
        article, place = self._read[self.found.index]
        try:
            if not place:
                add_article(self.pasted.value, source=self.source.value, date=self.date.value)
            else:
                choose_article(place)
        except ArticleError as error:
            self.answer.value = _says(str(error))
            return
        self._list_at_hand()
        for field in (self.place, self.pasted, self.source, self.date):
            field.value = ""
        self.upload.value = ()
        self.answer.value = _says(f"✓ All notebooks now read “{article.title}”.")


def preview_html(article: Article) -> str:
    """Return what was read from an article: card, length, what was left out, and its beginning."""
    words = count(number_of_words(article.text), "word")
    paragraphs = count(article.text.count("\n\n") + 1, "paragraph")
    removed = pd.DataFrame(article.removed, columns=["paragraph", "text", "reason"])
    left_out = "nothing was left out"
    table = ""
    if len(removed):
        left_out = f"{count(len(removed), 'piece')} left out, such as links and credits"
        table = show.folded(removed, "What was left out").data
    beginning = article.text
    if len(beginning) > FIRST_CHARS:
        whole_words = beginning[:FIRST_CHARS].rpartition(" ")[0] or beginning[:FIRST_CHARS]
        beginning = f"{whole_words.rstrip()} …"
    return (
        f"{show.article_card(article).data}<p>{words} in {paragraphs}; {left_out}.</p>{table}"
        f'<blockquote style="white-space: pre-line">{escape(beginning)}</blockquote>'
    )


def _label(row) -> str:
    details = ", ".join(part for part in (row.source, row.date) if part)
    return f"{row.title} ({details})" if details else row.title


def _title_of(place: str) -> str:
    try:
        return f"“{load_article(place).title}”"
    except ArticleError:
        return Path(place).name


def _says(text: str) -> str:
    return f'<p role="status"><strong>{escape(text)}</strong></p>'
