import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Indian Trade Minister Ravi Desai left.", "Ravi Desai", "Trade Minister", "India"),
        (
            "US Defence Secretary Carl Boone and Secretary of State Ann Weller flew home.",
            "Ann Weller", "Secretary of State", "United States",
        ),
        ("Former judge Mara Tolvan won.", "Mara Tolvan", "Former judge", None),
        (
            "Tomas Brandt, the chairman of the Harbour Union, resigned.",
            "Tomas Brandt", "chairman", "Harbour Union",
        ),
        (
            "A spokeswoman for the Harbour Union, Astrid Lund, declined to comment.",
            "Astrid Lund", "spokeswoman", "Harbour Union",
        ),
        ("Chief Executive Lena Moss resigned.", "Lena Moss", "Chief Executive", None),
        (
            "“It is late,” said Peter Vance of Lakeside University.",
            "Peter Vance", None, "Lakeside University",
        ),
        ("Mr Paul Reed arrived.", "Paul Reed", None, None),
    ],
)  # fmt: skip
def test_roles_and_affiliations_are_read_from_the_text(text, name, role, affiliation):
    actors = tables.actors(annotate(article_of(text))).set_index("name")
    found = [
        None if value != value else value for value in actors.loc[name][["role", "affiliation"]]
    ]
    assert found == [role, affiliation]


def test_the_words_that_give_a_role_are_kept_as_evidence():
    text = "Indian Trade Minister Ravi Desai left."
    (actor,) = tables.actors(annotate(article_of(text))).query("kind == 'person'").itertuples()
    assert actor.role_evidence == "Indian Trade Minister"
