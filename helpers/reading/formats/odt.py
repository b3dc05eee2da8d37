"""Documents of LibreOffice (.odt). Library: odfdo."""

import io

from helpers.reading.formats.record import Text, Unreadable

# Paragraphs inside these are not text: notes, comments, deletions, frames with captions.
NO_TEXT = {"text:note", "office:annotation", "text:tracked-changes", "draw:text-box",
           "text:table-of-content"}  # fmt: skip


def read(data: bytes) -> Text:
    """Return the text of a document, and its title if a paragraph has the style Title."""
    from odfdo import Document

    try:
        body = Document(io.BytesIO(data)).body
        found = [
            (element.style or "", " ".join(str(element).split()))
            for element in body.get_elements("descendant::text:p|descendant::text:h")
            if not _is_within(element)
        ]
    except Exception as error:  # lxml, zipfile and odfdo raise all kinds of exceptions
        raise Unreadable(
            f"is a damaged document ({type(error).__name__}); open it and save it again"
        ) from None
    found = [(style, text) for style, text in found if text]
    if found and found[0][0].lower() == "title":
        return Text("\n\n".join(text for _, text in found[1:]), {"title": found[0][1]})
    return Text("\n\n".join(text for _, text in found), {})


def _is_within(element) -> bool:
    parent = element.parent
    while parent is not None:
        if parent.tag in NO_TEXT:
            return True
        parent = parent.parent
    return False
