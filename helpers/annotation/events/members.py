"""Phrases that name some members of a body or people, who are not the body: "three Germans"."""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from helpers.annotation.actor_ids import ORGANISATION, PERSON, kind_of
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons.acts import words
from helpers.annotation.lexicons.person_nouns import person_noun

NAME_MODIFIERS = frozenset("amod compound nmod".split())
SOME = frozenset("amod nummod acl relcl".split())
SINGLE = frozenset("a an one every each any another no".split())
NAMELESS = frozenset("one another someone somebody everyone everybody".split())
PLURAL_PRONOUNS = frozenset("them their".split())
PLURAL = frozenset(("NNS", "NNPS"))


def is_of_a_party(token: Token, mentions: Iterable[Span]) -> bool:
    """Say whether it is "a Republican", "the old Socialist", "some Democrats"."""
    if not _is_named_by(token, mentions):
        return False
    one = token.dep_ not in NAME_MODIFIERS and token.tag_ in {"NN", "NNP", "JJ"}
    return one or (token.tag_ in PLURAL and _are_some(token))


def _is_named_by(token: Token, mentions: Iterable[Span]) -> bool:
    known = words("party_member")
    alone = all(span.end - span.start == 1 for span in mentions)
    return alone and not known.isdisjoint((token.lower_, token.lower_.removesuffix("s")))


def _are_some(members: Token) -> bool:
    """ "some Democrats", "either of the Democrats", "moderate Democrats" """
    above = members.head.head if members.dep_ == "pobj" and members.head.lower_ == "of" else None
    if above is not None and _counts(above):
        return True
    return any(_counts(child) or _sets_apart(child) for child in members.lefts)


def _counts(word: Token) -> bool:
    few = words("share") | words("group") - {"all"}
    return word.dep_ == "nummod" or word.lemma_.lower() in few


def _sets_apart(word: Token) -> bool:
    return word.lower_ in words("apart")


def are_some_of_a_people(token: Token, mentions: Iterable[Span]) -> bool:
    """Say whether it is "three Germans", "other Germans", "Germans abroad": not their country."""
    some = any(child.dep_ in SOME or _counts(child) for child in token.children)
    return some and are_a_people(token, mentions)


def are_a_people(token: Token, mentions: Iterable[Span]) -> bool:
    """Say whether it is "Germans"."""
    return token.tag_ in PLURAL and any(span.label_ == "demonym" for span in mentions)


def is_one_of_a_people(token: Token, mentions: Iterable[Span]) -> bool:
    """Say whether it is "a German": one citizen is not the country."""
    return (
        token.tag_ in {"NN", "NNP"}
        and any(span.label_ == "demonym" for span in mentions)
        and any(child.lower_ in SINGLE for child in token.lefts)
    )


def is_called_the(mention: Span) -> bool:
    """Say whether it is a thing with the name of a person: "won *the Tony*", "a *Picasso*"."""
    before = mention.doc[mention.start - 1] if mention.start else None
    alone = before is not None and before.lower_ in {"the", "a", "an"} and before.dep_ == "det"
    person = kind_of(mention.kb_id_) == PERSON and mention.root.tag_ == "NNP"
    return alone and person and before.head == mention.root


def is_of_a_nameless(pronoun: Token) -> bool:
    """Say whether a pronoun may mean somebody without a name, who stands before it.

    "One of the delegates said *he* might back Novak", "looked at the audience to make *them* laugh"
    """
    if pronoun.lower_ in PLURAL_PRONOUNS:
        return _follows_a_crowd(pronoun)
    clause = pronoun.head
    if pronoun.dep_ not in SUBJECTS or clause.dep_ != "ccomp":
        return False
    speaker = next((c for c in clause.head.lefts if c.dep_ in SUBJECTS), None)
    if speaker is None or any(child.dep_ == "appos" for child in speaker.rights):
        return False
    single = speaker.tag_ == "NN" and any(c.lower_ in SINGLE for c in speaker.lefts)
    return single or speaker.lower_ in NAMELESS


def _follows_a_crowd(pronoun: Token) -> bool:
    """Is the nearest noun before an object pronoun in its sentence one of people, in the plural?"""
    if pronoun.dep_ in SUBJECTS:
        return False
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    nouns = [t for t in before if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"]
    near = nouns[-1] if nouns else None
    return near is not None and near.tag_ == "NNS" and person_noun(near) is not None


def is_cut_out(mention: Span) -> bool:
    """Say whether it is the last word of another name: "the Justice *Department*"."""
    noun = mention.root
    alone = len(mention) == 1 and noun.is_title and noun.tag_ not in PLURAL
    if not alone or kind_of(mention.kb_id_) != ORGANISATION:
        return False
    before = noun.nbor(-1) if noun.i > noun.sent.start else noun
    beside = before.dep_ == "compound" and before.head == noun and before.pos_ == "PROPN"
    named = mention.kb_id_.split(":")[1].split("-")
    other = beside and not before.ent_type_ and before.lower_ not in named
    return other and len(named) > 1
