"""Running heads and page numbers in text that was copied from a PDF."""

import pytest

from helpers.reading.article import article_from_text

FERRY = [
    "The harbour master said that the ferry to Brenholm would sail again on\n"
    "Friday, and that all of its engines had been mended by the engineers of\nthe shipyard.",
    "“We are ready,” Nora Lind told the crew. She thanked the minister for his\n"
    "support, and the people of the island for their patience through the\nwinter.",
    "The café at the pier will open as well, and the mayor will be there with\n"
    "a brass band from Ostervik, which has not played in public for more than\ntwo years.",
]
WHOLE = [" ".join(paragraph.split("\n")) for paragraph in FERRY]


def broken(between, n_lines=4):
    """Return the story with something after every few lines, as at the ends of pages."""
    text, n = "", 0
    lines = "\n\n".join(FERRY).split("\n")
    for number, line in enumerate(lines):
        text += f"{line}\n"
        if number % n_lines == n_lines - 1 and number < len(lines) - 1:
            n += 1
            text += between(n)
    return text


@pytest.mark.parametrize(
    "between",
    [
        lambda n: f"{n}\n",
        lambda n: f"\n{n}\n\n",
        lambda n: f"\nPage {n} of 4\nTHE PIER POST | Friday 13 March 2026\n\n",
        lambda n: f"\nThe Pier Post — {n}\n\n",
        lambda n: f"{n}\n\fTHE PIER POST\n",
        lambda n: f"\n\n- {n} -\n\n\f",
    ],
)
@pytest.mark.parametrize("n_lines", [2, 3, 5])
def test_what_is_printed_at_the_edges_of_pages_is_removed(between, n_lines):
    article = article_from_text(broken(between, n_lines), {"title": "Ferry sails"})
    assert article.text.split("\n\n") == WHOLE
    assert {piece.reason for piece in article.removed} == {"running head or number of a page"}
    assert all(piece.paragraph < len(WHOLE) for piece in article.removed)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"Step {n}\n\n{paragraph}" for n, paragraph in enumerate(FERRY, start=1)),
        "\n\n".join(f"{n}\n\n{paragraph}" for n, paragraph in enumerate(FERRY, start=1)),
        "\n\n".join(f"Brenholm {n}, Ostervik {2 * n}\n\n{x}" for n, x in enumerate(FERRY, start=1)),
    ],
    ids=["headings", "numbers", "results"],
)
def test_numbered_headings_and_results_stay(text):
    article = article_from_text(text, {"title": "Ferry sails"})
    assert len(article.text.split("\n\n")) == 6
    assert article.removed == ()
