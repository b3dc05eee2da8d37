"""Who is no person, or may be none, is never "he" or "she"."""

import pytest
from conftest import meant_by


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param(
            "She worked",
            "Kestrel, a maker of bicycles, closed its plant. She worked there for thirty years.",
            id="a company",
        ),
        pytest.param(
            "She sang",
            "The band Larkspur played for two hours. She sang with her eyes closed.",
            id="a band",
        ),
        pytest.param(
            "he said",
            "Carraway, the biggest employer in the valley, is moving abroad. “It breaks my heart,” "
            "he said.",
            id="a name of unknown kind",
        ),
        pytest.param(
            "She trained",
            "The perfume house Aurelie named a new nose. She trained in Grasse.",
            id="a given name of a house",
        ),
        pytest.param(
            "She moved",
            "Rosalind, a restaurant on the harbour, lost its chef. She moved to Oslo.",
            id="a given name of a restaurant",
        ),
    ],
)
def test_a_body_is_never_she(words, text):
    assert not meant_by(words, text)


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        pytest.param(
            "She turned",
            "The publisher Tarnwood offered Lena Voss a contract. She turned it down.",
            "Lena Voss",
            id="the other one is a body",
        ),
        pytest.param(
            "her own",
            "Keller sold the farm. Last week Keller moved into her own flat.",
            "Keller",
            id="a surname alone",
        ),
    ],
)
def test_people_beside_bodies_are_found(words, text, expected):
    assert meant_by(words, text) == [expected]
