"""Indirect speech that parsers often get wrong, recognised by commas and quotation marks.

The cue interrupts it ("The plan, Novak warned, is a scandal"), or describes something with a
quotation ("Novak called the plan “a scandal”").
"""

from collections.abc import Mapping
from itertools import pairwise

from spacy.tokens import Token

from helpers.annotation.grammar import FINITE
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import can_speak
from helpers.annotation.lexicons.speech import reports
from helpers.annotation.statements.indirect_nouns import Governed
from helpers.annotation.statements.sources import cue_of, is_passive, speaker_of

NOUN_PHRASE = frozenset("DT PRP$ PRP JJ NN NNS NNP NNPS POS CD HYPH".split())
WHEN = frozenset("DATE TIME".split())
LONGEST_SPEAKER = 12  # tokens before the cue
LONGEST_INTERRUPTION = 30  # tokens from the cue to the clause's verb


def interrupted(verb: Token) -> Governed | None:
    """Return what a speech verb governs if it is between two commas inside the clause."""
    if verb.tag_ not in FINITE or not reports(verb, "inside"):
        return None
    found = _speaker_before(verb) or _speaker_after(verb)
    end = _verb_of_clause(verb)
    if found is None or end is None:
        return None
    start, speaker = found
    sentence = verb.sent
    before = verb.doc[sentence.start : start]
    if not any(token.is_alpha for token in before) or any(t.tag_ in FINITE for t in before):
        return None
    content = {*range(sentence.start, start), *range(end, sentence.end)}
    return "inside", set(cue_of(verb)), content, speaker


def _speaker_before(verb: Token) -> tuple[int, Token] | None:
    """ ", Novak warned": the position of the comma, and the head of the speaker."""
    doc, i = verb.doc, verb.i - 1
    while i > verb.sent.start and verb.i - i < LONGEST_SPEAKER and doc[i].tag_ in NOUN_PHRASE:
        i -= 1
    if doc[i].text != "," or i == verb.i - 1:
        return None
    head = doc[i + 1 : verb.i].root
    return (i, head) if can_speak(head) else None


def _speaker_after(verb: Token) -> tuple[int, Token] | None:
    """ ", said Novak": the position of the comma, and the head of the speaker."""
    doc, i = verb.doc, verb.i + 1
    if verb.i <= verb.sent.start or doc[verb.i - 1].text != ",":
        return None
    while i < verb.sent.end and doc[i].tag_ in NOUN_PHRASE:
        i += 1
    if i == verb.i + 1:
        return None
    head = doc[verb.i + 1 : i].root
    return (verb.i - 1, head) if can_speak(head) and head.ent_type_ not in WHEN else None


def _verb_of_clause(cue: Token) -> int | None:
    """Where the clause continues with its verb, after the comma that ends the interruption."""
    rest = cue.doc[cue.i + 1 : min(cue.i + LONGEST_INTERRUPTION, cue.sent.end)]
    for comma, token in pairwise(rest):
        if comma.text == "," and token.tag_ in FINITE | {"MD"}:
            return token.i
        if comma.lower_ == "that" or token.text in {";", ":"}:
            return None
    return None


def named_in_quotes(verb: Token, quotations: Mapping[int, int]) -> Governed | None:
    """Return what a verb such as "call" governs if a noun phrase and a quotation follow it.

    `quotations` has the end of each quotation by its start.
    """
    if verb.lemma_ not in statement_words("naming") or not verb.tag_.startswith("VB"):
        return None
    speaker = speaker_of(verb)
    if speaker is None or is_passive(verb):
        return None
    i = verb.i + 1
    while i < verb.sent.end and i not in quotations and i - verb.i < LONGEST_SPEAKER:
        if verb.doc[i].tag_ not in NOUN_PHRASE:
            return None
        i += 1
    if i == verb.i + 1 or i not in quotations:
        return None
    return "np as", set(cue_of(verb)), set(range(verb.i + 1, quotations[i])), speaker
