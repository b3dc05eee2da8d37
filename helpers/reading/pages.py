"""Saved web pages: the article in them, and what they say of themselves."""

MIN_WORDS = 10  # a page with fewer has only a menu or a notice


def from_page(html: str, url: str | None = None) -> tuple[str, dict[str, str]] | None:
    """Return the main text of a news page and what the page says of itself, or None without text.

    A headline that the page gives as its title is not part of the text.
    The second has those of `title`, `date` (ISO), `source`, `author` and `url` that are known.
    """
    from trafilatura import bare_extraction

    for favour_recall in (False, True):
        page = bare_extraction(
            html,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            favor_recall=favour_recall,
        )
        if page is not None and len((page.text or "").split()) >= MIN_WORDS:
            break
    else:
        return None
    known = {
        "title": page.title,
        "date": page.date,
        "source": page.sitename,
        "author": page.author,
        "url": page.url,
    }
    lines = [line for line in page.text.split("\n") if line.strip()]
    if lines[0].split() == (page.title or "").split():
        del lines[0]
    return "\n\n".join(lines), {name: str(value) for name, value in known.items() if value}
