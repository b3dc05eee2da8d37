"""Who asked is not spoken of in the answer, and one person of a nation is no country."""

import pytest
from conftest import article_of, meant_by

from helpers import tables
from helpers.annotation.pipeline import annotate


def test_who_asked_is_not_spoken_of_in_the_answer():
    text = (
        "Prosecutor Amit Desai asked Denise Harlow why money had been paid to her husband's firm. "
        "“He repaired the roof,” she replied. “Anyone could see that he had done it.”"
    )
    assert not meant_by("He repaired", text)
    assert not meant_by("he had done", text)


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("The Italian will have a scan on Monday.", False),
        ("An Italian was hurt in the crash.", False),
        ("The Italian and French delegations left.", True),
        ("The German car maker closed.", True),
    ],
)
def test_a_single_person_of_a_nation_is_no_country(text, is_named):
    assert bool(len(tables.mentions(annotate(article_of(text))))) == is_named
