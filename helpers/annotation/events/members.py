"""Phrases that name some members of a body or people, who are not the body: "three Germans"."""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from helpers.annotation.lexicons.acts import words

NAME_MODIFIERS = frozenset("amod compound nmod".split())
SOME = frozenset("amod nummod acl relcl".split())
SINGLE = frozenset("a an one every each any another no".split())
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
    return are_a_people(token, mentions) and any(child.dep_ in SOME for child in token.children)


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
