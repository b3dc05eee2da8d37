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
        pytest.param(
            "She had",
            "The trio Harriet Stone split up in 1999. She had left in the spring.",
            id="a full name of a band",
        ),
        pytest.param(
            "He wrote",
            "Jasper Moon released its first record in May. He wrote all eleven songs.",
            id="a full name of what has its own",
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
        pytest.param(
            "He drew",
            "Lindqvist retired in 2011 after two decades in the ring. He drew a small pension.",
            "Lindqvist",
            id="a surname that no list has",
        ),
        pytest.param(
            "He laughed",
            "Noreen hated the way Bob, a lodger, sang. Bob never stopped. He laughed at the rain.",
            "Bob",
            id="a name that begins a clause",
        ),
        pytest.param(
            "He crashed",
            "Tom Baker owned the team. Parol joined it in 1994. He crashed twice in the rain and "
            "broke his leg.",
            "Parol",
            id="a rare name, of whom the text clearly speaks",
        ),
        pytest.param(
            "He finished",
            "Trying to please the critics, Tvardek wrote quickly. He finished four novels in three "
            "years and drank himself to death.",
            "Tvardek",
            id="the only name, and a rare one",
        ),
        pytest.param(
            "She is",
            "Anna Vogt supports Irina Dimova, a Bulgarian economist. And the Bulgarian is a "
            "candidate who brings experience. She is a lawyer.",
            "Irina Dimova",
            id="a nationality that a tagger takes for an adjective",
        ),
    ],
)
def test_people_beside_bodies_are_found(words, text, expected):
    assert meant_by(words, text) == [expected]


def test_the_subject_of_is_somebody_was_not_named_before():
    text = "Emily Carter sold her van. The biggest investor is cheese maker Tom Ray, who paid."
    assert meant_by("The biggest investor", text) == []
