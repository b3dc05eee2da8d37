"""The article's words in quotation marks."""

import re


def quoted(text: str) -> str:
    """The article's words in quotation marks, with those inside made single."""
    text = re.sub(r"[“”„«»]|\"", lambda mark: "‘" if mark[0] in "“„«" else "’", _paired(text))
    return f"“{text}”"


def _paired(text: str) -> str:
    """Straight double quotation marks as opening and closing ones."""
    opening = True

    def mark(_: re.Match) -> str:
        nonlocal opening
        opening = not opening
        return "”" if opening else "“"

    return re.sub(r"\"|''|``", mark, text)


def without_quotation_marks(content: str) -> str:
    """A statement's content as a sentence of its own."""
    content = " ".join(content.split()).strip("“”\"'‘’„«» ")
    content = content.removesuffix(",")
    return content if content[-1:] in {".", "!", "?", "…"} else f"{content}."
