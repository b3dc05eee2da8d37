"""What somebody is asked to do, which a parser takes for the purpose of the one who asks."""

from spacy.tokens import Span, Token

from helpers.annotation import grammar
from helpers.annotation.lexicons.acts import frames

PURPOSES = frozenset("advcl xcomp".split())
PHRASES = frozenset("prep dative".split())
TIMES = frozenset(("DATE", "TIME"))
BEFORE_TIMES = frozenset(("ADP", "ADV"))
UPON_WHOM = frozenset("on upon to".split())


def repair_requests(sentence: Span) -> None:
    """Join what is asked to the noun: "put pressure on Peru *to pay*"."""
    for verb in sentence:
        if verb.dep_ not in PURPOSES or verb.tag_ != "VB" or verb.head.pos_ not in grammar.VERBS:
            continue
        noun, phrase = _request_before(verb)
        if noun is not None and phrase is not None:
            phrase.head, phrase.dep_ = noun, "prep"
            verb.head, verb.dep_ = noun, "acl"


def _request_before(verb: Token) -> tuple[Token | None, Token | None]:
    """The noun of asking and the phrase for the one asked, with no more than a time after it."""
    noun = grammar.direct_object(verb.head)
    own = grammar.first_child(verb, *grammar.SUBJECTS)
    if noun is None or own is not None or not grammar.has_to(verb):
        return None, None
    beside = (*noun.rights, *verb.head.rights)
    phrase = next((c for c in beside if c.i == noun.i + 1 and c.dep_ in PHRASES), None)
    if phrase is None or grammar.object_of(phrase) is None or not _may_be_asked(noun, phrase):
        return None, None
    between = verb.doc[phrase.right_edge.i + 1 : verb.left_edge.i]
    only_when = all(t.ent_type_ in TIMES or t.pos_ in BEFORE_TIMES for t in between)
    return (noun, phrase) if only_when else (None, None)


def _may_be_asked(noun: Token, phrase: Token) -> bool:
    lower = phrase.lower_
    requests = (f for f in frames("noun", noun.lemma_.lower()) if f.event_class == "request")
    return lower in UPON_WHOM and any(lower in frame.slots for frame in requests)
