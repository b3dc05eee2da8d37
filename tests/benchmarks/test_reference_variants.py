"""Variants of what the network of references learns from: nobody else may be meant in them."""

import random

import pytest
from reference_variants import FEMININE, MASCULINE, Names, variant, with_other_gender


def row(text, gender, *people):
    """Return a row of words without tags except those of the named people; the last is asked."""
    words = text.split()
    names = {word for person in people for word in person.split()}
    chains = []
    for person in people:
        first = words.index(person.split()[0])
        chains.append(
            {"spans": [(first, first + len(person.split()))], "gender": gender, "named": True}
        )
    tokens = [(word, "NNP" if word in names else "NN") for word in words]
    return {"tokens": tokens, "gender": gender, "pronoun": len(words) - 1, "chains": chains}


ROWS = [
    row("Nora Vale met Petra Lindt and thanked her", FEMININE, "Nora Vale", "Petra Lindt"),
    row("Karl Moss met Jonas Reed and thanked him", MASCULINE, "Karl Moss", "Jonas Reed"),
]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("given", ROWS)
def test_a_variant_has_two_people_of_the_pronouns_gender(given, seed):
    made = variant(given, Names(ROWS), random.Random(seed))
    words = [word for word, _ in made["tokens"]]
    women, men = {"Nora", "Petra"}, {"Karl", "Jonas"}
    assert {words[0], words[3]} <= (women if words[-1] == "her" else men)
    assert words[0] != words[3]
    assert words[-1] == ("her" if made["gender"] == FEMININE else "him")
    assert made["chains"] == given["chains"]


def test_his_and_her_are_told_apart_by_their_tags():
    said = with_other_gender([("His", "PRP$"), ("wife", "NN"), ("saw", "VBD"), ("her", "PRP")])
    assert [word for word, _ in said] == ["Her", "husband", "saw", "him"]
