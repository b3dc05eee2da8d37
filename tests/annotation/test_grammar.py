"""Rules of grammar on hand-made parses, so that a new model changes nothing here."""

import pytest
import spacy
from spacy.tokens import Doc

from helpers.annotation import grammar

VOCAB = spacy.blank("en").vocab

# Each token as word/lemma/tag/pos/dep/head, the head as its position in the sentence.
SENTENCES = {
    "active": "Vela/Vela/NNP/PROPN/nsubj/1 sued/sue/VBD/VERB/ROOT/1 Orin/Orin/NNP/PROPN/dobj/1",
    "passive": "Orin/Orin/NNP/PROPN/nsubjpass/2 was/be/VBD/AUX/auxpass/2 "
    "sued/sue/VBN/VERB/ROOT/2 by/by/IN/ADP/agent/2 Vela/Vela/NNP/PROPN/pobj/3",
    "participle": "Towns/town/NNS/NOUN/nsubj/4 shelled/shell/VBN/VERB/acl/0 by/by/IN/ADP/agent/1 "
    "rebels/rebel/NNS/NOUN/pobj/2 fell/fall/VBD/VERB/ROOT/4",
    "coordination": "Ada/Ada/NNP/PROPN/nsubj/1 came/come/VBD/VERB/ROOT/1 and/and/CC/CCONJ/cc/1 "
    "attacked/attack/VBD/VERB/conj/1 Orin/Orin/NNP/PROPN/dobj/3",
    "object control": "Ada/Ada/NNP/PROPN/nsubj/1 forced/force/VBD/VERB/ROOT/1 "
    "Orin/Orin/NNP/PROPN/dobj/1 to/to/TO/PART/aux/4 pay/pay/VB/VERB/xcomp/1",
    "subject control": "Ada/Ada/NNP/PROPN/nsubj/1 promised/promise/VBD/VERB/ROOT/1 "
    "Orin/Orin/NNP/PROPN/dobj/1 to/to/TO/PART/aux/4 pay/pay/VB/VERB/xcomp/1",
    "gerund": "Ada/Ada/NNP/PROPN/nsubj/1 accused/accuse/VBD/VERB/ROOT/1 "
    "Orin/Orin/NNP/PROPN/dobj/1 of/of/IN/ADP/prep/1 lying/lie/VBG/VERB/pcomp/3",
    "short of": "Ada/Ada/NNP/PROPN/nsubj/1 stopped/stop/VBD/VERB/ROOT/1 "
    "short/short/RB/ADV/advmod/1 of/of/IN/ADP/prep/2 lying/lie/VBG/VERB/pcomp/3",
    "apposition": "judge/judge/NN/NOUN/nsubj/2 Orin/Orin/NNP/PROPN/nsubj/2 "
    "quit/quit/VBD/VERB/ROOT/2",
    "relative": "plan/plan/NN/NOUN/ROOT/0 Ada/Ada/NNP/PROPN/nsubj/2 "
    "rejected/reject/VBD/VERB/relcl/0",
    "plan": "Orin/Orin/NNP/PROPN/poss/2 's/'s/POS/PART/case/0 plan/plan/NN/NOUN/ROOT/2 "
    "to/to/TO/PART/aux/4 attack/attack/VB/VERB/acl/2",
    "weather": "Rain/rain/NN/NOUN/ROOT/0",
}


def parsed(name):
    rows = [token.split("/") for token in SENTENCES[name].split()]
    words, lemmas, tags, pos, deps, heads = map(list, zip(*rows, strict=True))
    return Doc(
        VOCAB, words=words, lemmas=lemmas, tags=tags, pos=pos, deps=deps,
        heads=[int(head) for head in heads],
    )  # fmt: skip


def word(doc, text):
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("name", "verb", "subject", "passive", "doer"),
    [
        ("active", "sued", "Vela", False, "Vela"),
        ("passive", "sued", "Orin", True, "Vela"),
        ("participle", "shelled", "Towns", True, "rebels"),
        ("coordination", "attacked", "Ada", False, "Ada"),
        ("object control", "pay", "Orin", False, "Orin"),
        ("subject control", "pay", "Ada", False, "Ada"),
        ("gerund", "lying", "Orin", False, "Orin"),
        ("short of", "lying", "Ada", False, "Ada"),
        ("apposition", "quit", "Orin", False, "Orin"),
        ("plan", "attack", "Orin", False, "Orin"),
        ("weather", "Rain", None, False, None),
    ],
)
def test_who_does_what_a_verb_says(name, verb, subject, passive, doer):
    token = word(parsed(name), verb)
    found = grammar.subject_of(token), grammar.doer_of(token)
    assert [t and t.text for t in found] == [subject, doer]
    assert grammar.is_passive(token) is passive


@pytest.mark.parametrize(
    ("name", "verb", "thing"),
    [("active", "sued", "Orin"), ("relative", "rejected", "plan"), ("passive", "sued", None)],
)
def test_direct_object(name, verb, thing):
    found = grammar.direct_object(word(parsed(name), verb))
    assert (found and found.text) == thing


def test_possessor_and_subtree():
    doc = parsed("plan")
    assert grammar.owner_of(word(doc, "plan")).text == "Orin"
    assert grammar.subtree_indices(word(doc, "attack")) == {3, 4}
    assert grammar.has_to(word(doc, "attack"))
