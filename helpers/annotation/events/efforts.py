"""Who makes an effort that is named without its owner: "closed it *in a bid* to force Peru"."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.lexicons.acts import words

BEHIND = frozenset("in as through".split())
HIGHEST = 3


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, or the one who makes the effort that it is the aim of."""
    subject = grammar.subject_of(verb)
    if subject is not None or verb.dep_ not in {"acl", "relcl"} or not grammar.has_to(verb):
        return subject
    noun = verb.head
    if noun.lemma_.lower() not in words("effort"):
        return None
    for _ in range(HIGHEST):
        # "as part of a drive to"
        part = noun.head.lower_ == "of" and noun.head.head.lemma_ == "part"
        if noun.dep_ != "pobj" or not (part or noun.head.lower_ in BEHIND):
            return None
        noun = noun.head.head
        if noun.pos_ in grammar.VERBS:
            return None if grammar.is_passive(noun) else grammar.subject_of(noun)
    return None
