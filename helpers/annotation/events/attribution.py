"""Who says what an act's sentence tells: the pieces of speech, and whether their source vouches."""

from collections import defaultdict
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation.grammar import VERBS, first_child
from helpers.annotation.lexicons import acts, sentence_words


class Said(NamedTuple):
    """A piece of what somebody says: its tokens, the speaker, and the cue."""

    start: int
    end: int
    source: Span | None
    cues: list[Span]


def pieces_of_speech(doc: Doc) -> list[Said]:
    """Return what is said in `doc`, piece by piece."""
    parts: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for span in doc.spans.get("statements", ()):
        parts[span.id_][span.label_].append(span)
    return [
        Said(
            content.start,
            content.end,
            next(iter(part["source"]), None),
            part["cue"],
        )
        for part in parts.values()
        for content in part["content"]
    ]


def is_uncertain(said: Said, verb: Token) -> bool:
    """Say whether it is unclear that the source says that the act happened, or who says it."""
    cues = {token.lemma_.lower() for cue in said.cues for token in cue}
    if cues & acts.words("not_meant") or _is_not_said(said) or _may_be_unsaid(said, verb):
        return True
    ideas = _is_only_an_idea(verb, said) or _may_be_anothers(said, verb)
    return ideas or _is_about_an_intention(said, verb)


def _is_about_an_intention(said: Said, verb: Token) -> bool:
    """ "They decided to sue *after she was arrested*": the article may be who says so."""
    if verb.doc[said.start].tag_ != "TO":
        return False
    return any(
        token.dep_ == "advcl" and first_child(token, "mark") and said.start < token.i < said.end
        for token in (verb, *verb.ancestors)
    )


def _may_be_anothers(said: Said, verb: Token) -> bool:
    """ "Peru faces *allegations that* it cheated": of a noun, only the owner is sure to say so."""
    for token in (verb, *verb.ancestors):
        if token.dep_ == "acl" and said.start <= token.i < said.end:
            return said.source is None or said.source.root not in set(token.head.subtree)
    return False


def _is_not_said(said: Said) -> bool:
    """Is it denied, doubted or asked?"""
    words = {token.lower_ for cue in said.cues for token in cue}
    return not words.isdisjoint(sentence_words("not said"))


def _may_be_unsaid(said: Said, verb: Token) -> bool:
    """ "Peru said it was sure and *Chile accused* Bolivia": the article may say the second."""
    if any(token.is_quote for token in verb.doc[max(0, said.start - 1) : said.start + 1]):
        return False
    around = [token for token in (verb, *verb.ancestors) if said.start <= token.i < said.end]
    return any(
        token.dep_ == "conj" and token.head.i >= said.start and first_child(token, "nsubj")
        for token in around
        if token.pos_ in VERBS and not first_child(token, "mark")
    )


def _is_only_an_idea(verb: Token, said: Said) -> bool:
    """ "She called the idea *that Oslo pays* absurd": nobody says that Oslo pays."""
    return any(
        token.dep_ == "acl" and first_child(token, "mark") and said.start <= token.head.i < said.end
        for token in (verb, *verb.ancestors)
    )
