"""Definite descriptions of one actor: "the minister", "the bank", "the regulator"."""

from functools import cache

from spacy.tokens import Doc, Token

from helpers.annotation import gazetteers
from helpers.annotation.actor_ids import COUNTRY, PERSON, kind_of
from helpers.annotation.coreference import place
from helpers.annotation.coreference.candidates import PLURAL
from helpers.annotation.coreference.context import Context
from helpers.annotation.coreference.organisation_nouns import is_organisation_noun
from helpers.annotation.grammar import SUBJECTS, first_child
from helpers.annotation.lexicons import reference_words
from helpers.annotation.lexicons.person_nouns import gender_of_noun
from helpers.annotation.nationals import DESCRIBING, nationality

# Sentences back.
REACH_OF_DESCRIPTION, REACH_OF_ORGANISATION, REACH_OF_CALLING = 4, 6, 2
DESCRIPTIVE = frozenset("appos attr compound nmod".split())
TELLING_APART = frozenset("amod compound nmod poss".split())
INDEFINITE = frozenset("a an another one".split())


def find_descriptions(context: Context) -> None:
    """Resolve noun phrases with "the" or "this" that can mean only one actor."""
    for token in context.doc:
        is_noun = token.pos_ in {"NOUN", "PROPN"} or nationality(token) is not None
        if not is_noun or token.i in context.taken:
            continue
        start = start_of_description(context, token)
        if start is None or is_specified(context, token) or _is_said_to_be(context, token):
            continue
        if token.tag_ not in PLURAL:
            _alone(context, token, start)


def start_of_description(context: Context, token: Token) -> int | None:
    """Return the "the", "this" or "both" that begins the noun phrase, None for anything else."""
    for left in range(token.i - 1, max(-1, token.i - 5), -1):
        word = context.doc[left]
        if word.lower_ in {"the", "this", "both", "these"}:
            return left if word.sent.start <= left else None
        if word.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM"} or word.is_punct:
            return None
    return None


def is_specified(context: Context, token: Token) -> bool:
    """Say whether the phrase continues and specifies which one: "the president of France"."""
    after = context.doc[token.i + 1] if token.i + 1 < len(context.doc) else None
    return (
        after is not None
        and (after.lower_ in {"of", "for", "in", "at", "who", "which", "that", "-"})
    ) or (after is not None and after.pos_ in {"NOUN", "PROPN"})


def _is_said_to_be(context: Context, token: Token) -> bool:
    """ "the biggest investor is *Tom Ray*": nobody who was named before"""
    attribute = first_child(token.head, "attr") if token.dep_ == "nsubj" else None
    heads = {context.doc[start:end].root for start, end, _ in context.named}
    return attribute is not None and attribute.i > token.i and attribute in heads


def _alone(context: Context, token: Token, start: int) -> None:
    noun = token.lemma_.lower()
    modifiers = [w.lower_ for w in context.doc[start + 1 : token.i]]
    if noun in reference_words("country") and not modifiers:
        _country(context, token, start)
    elif is_organisation_noun(noun) and not modifiers:
        _organisation(context, token, start, noun)
    elif noun in role_heads():
        _bearer(context, token, start, noun, modifiers)
    elif country := nationality(token):
        _of_country(context, token, start, country.name)
    if token.i not in context.taken and noun in reference_words("known for"):
        _only_person(context, token, start, modifiers)


def _of_country(context: Context, token: Token, start: int, country: str) -> None:
    """ "the Frenchman": the only person so far whom the text calls French"""
    gender = gender_of_noun(token.lower_)
    ids = [
        a
        for a, record in context.actors.items()
        if kind_of(a) == PERSON
        and (record["affiliation"] == country or _is_called_of(context, a, country))
        and context.is_named_before(a, token)
        and (gender is None or context.genders.get(a) in {gender, None})
    ]
    if len(ids) == 1 and not is_introduced(context.doc, token):
        context.describe(start, token, ids, "the only one of that country")


def _is_called_of(context: Context, actor_id: str, country: str) -> bool:
    """Does the text call the person a "French striker", beside the name?"""
    heads = {context.doc[start:end].root for start, end, a in context.named if a == actor_id}
    nouns = heads | {child for head in heads for child in head.children if child.dep_ == "appos"}
    nouns |= {place.top(head) for head in heads}
    words = {w for noun in nouns for w in noun.lefts if w.dep_ in DESCRIBING}
    found = (gazetteers.country(word.text) for word in words)
    return any(m is not None and m.kind == "demonym" and m.country.name == country for m in found)


def _only_person(context: Context, token: Token, start: int, modifiers: list[str]) -> None:
    """ "The actress recalled": the only person in the sentences before, whom the text varies so.

    This holds for the subject of a sentence and for nouns that say what somebody is known for, not
    for those of a part in the events: "the victim", "the lawyer".
    """
    noun = token.lemma_.lower()
    if not _is_subject_of_sentence(token) or token.i in context.quotation_of:
        return
    if is_introduced(context.doc, token) or _is_somebody_else(context, token):
        return
    before = {a for a in _near(context, token, REACH_OF_CALLING) if kind_of(a) == PERSON}
    if before & {a for head, a in context.mentions_near(token) if head < token.i}:
        return
    fitting = _of_gender(context, before, gender_of_noun(token.lower_))
    if len(fitting) == 1 and _can_be_called(context, fitting[0], modifiers, noun):
        context.describe(start, token, fitting, "the only person before")


def _of_gender(context: Context, people: set[str], gender: str | None) -> list[str]:
    """The people who can be of a gender: all of them if it is not known."""
    return [a for a in people if gender is None or context.genders.get(a) in {gender, None}]


def _is_somebody_else(context: Context, token: Token) -> bool:
    """Was it nobody named before: "the striker's agent", "a candidate for governor"?"""
    return any(
        other.lemma_ == token.lemma_ and other.i not in context.taken and _explains_another(other)
        for other in context.doc[: token.i]
    )


def _explains_another(noun: Token) -> bool:
    # A parser takes the noun in "candidate for governor Tom Ray" for part of the name.
    before = noun.head if noun.dep_ == "pobj" else noun.doc[max(0, noun.i - 1)]
    return noun.dep_ == "poss" or before.lower_ in {"of", "to", "for"}


def _is_subject_of_sentence(token: Token) -> bool:
    return token.dep_ in SUBJECTS and token.head.dep_ == "ROOT"


def _can_be_called(context: Context, actor_id: str, modifiers: list[str], noun: str) -> bool:
    """Does the phrase not contradict the person's office and country?"""
    record = context.actors[actor_id]
    countries = _affiliations(modifiers)
    role = (record["role"] or noun).lower()
    is_of_country = not countries or record["affiliation"] in {*countries, None}
    return is_of_country and (noun in role.split() or noun not in role_heads())


def _country(context: Context, token: Token, start: int) -> None:
    """ "the country": the one named last, if its sentence names no other"""
    for sentence_id in context.sentences_back(token, 2):
        ids = [
            a
            for head, a in sorted(context.by_sentence.get(sentence_id, ()))
            if head < token.i and kind_of(a) == COUNTRY
        ]
        if ids:
            if len(set(ids)) == 1 and not _is_somebody_of_another(context, token, ids[0]):
                context.describe(start, token, ids[:1], "the country named last")
            return


def _is_somebody_of_another(context: Context, token: Token, actor_id: str) -> bool:
    """ "told *the Peruvian* that Norway's aid was late, and that the country": Peru, perhaps"""
    sentence = context.sentence_of[token.i]
    name = context.actors[actor_id]["name"]
    words = (t for t in context.doc[token.sent.start : token.i] if t.text[0].isupper())
    found = (gazetteers.country(t.text) for t in words if context.sentence_of[t.i] == sentence)
    return any(m is not None and m.country.name != name for m in found)


def _organisation(context: Context, token: Token, start: int, noun: str) -> None:
    """ "the bank": the only organisation so far that is called one"""
    if is_introduced(context.doc, token) or _is_another_before(context, token):
        return
    ids = context.called.so(noun, token.i)
    if len(ids) == 1 and ids[0] in _near(context, token, REACH_OF_ORGANISATION):
        context.describe(start, token, ids, "the only one called so")
    elif not ids and noun in reference_words("company"):
        only = context.called.only_unknown(token.i)
        if only:
            context.describe(start, token, [only], "the only organisation so far")


def _is_another_before(context: Context, token: Token) -> bool:
    """ "The regional council": has the text mentioned another one, which is no actor?"""
    return any(
        other.lemma_.lower() == token.lemma_.lower()
        and not context.taken.intersection({other.i, other.i + 1})
        and other.dep_ not in DESCRIPTIVE
        and other.tag_ not in PLURAL
        and any(child.dep_ in TELLING_APART for child in other.children)
        for other in context.doc[: token.i]
    )


def is_introduced(doc: Doc, token: Token) -> bool:
    """Say whether the text has mentioned somebody without a name by this noun: "a bank"."""
    return any(
        other.lemma_ == token.lemma_
        and other.dep_ not in {"appos", "attr", "compound"}
        and not any(child.dep_ == "appos" for child in other.children)
        and any(child.lower_ in INDEFINITE for child in other.children)
        for other in doc[: token.i]
    )


def _bearer(context: Context, token: Token, start: int, noun: str, modifiers: list[str]) -> None:
    """ "the minister": the person with that office; if there are several, the only one nearby."""
    bearers = _with_portfolio(context, _bearers(context, noun, modifiers), modifiers)
    near = [a for a in bearers if a in _near(context, token, REACH_OF_DESCRIPTION)]
    if len(near) == 1 and any(context.n_named[a] > context.n_named[near[0]] for a in bearers):
        near = []  # "the president" may be the one that the text is about
    for choice in (bearers, near):
        if len(choice) == 1 and context.is_named_before(choice[0], token):
            context.describe(start, token, choice, "the bearer of the office")
            return


def _near(context: Context, token: Token, reach: int) -> set[str]:
    """The actors mentioned in the preceding sentences, and in this one before the token."""
    return {
        a
        for sentence_id in context.sentences_back(token, reach)
        for head, a in context.by_sentence.get(sentence_id, ())
        if head < token.i
    }


def _bearers(context: Context, noun: str, modifiers: list[str]) -> list[str]:
    """The people with this role, and of the country named before the noun."""
    affiliations = _affiliations(modifiers)
    return [
        a
        for a in context.bearers.get(noun, ())
        if (not affiliations or context.actors[a]["affiliation"] in affiliations)
        and _is_rank_of(modifiers, context.actors[a]["role"])
    ]


def _affiliations(modifiers: list[str]) -> set[str]:
    return {
        getattr(found, "country", found).name
        for word in modifiers
        if (found := gazetteers.country(word.title()) or gazetteers.bloc(word.upper()))
    }


def _with_portfolio(context: Context, bearers: list[str], modifiers: list[str]) -> list[str]:
    """Among several ministers, those with the portfolio named: "the *defence* minister"."""
    words_of = {a: set(context.actors[a]["role"].lower().split()) for a in bearers}
    portfolio = {word for word in modifiers if any(word in words for words in words_of.values())}
    return [a for a in bearers if portfolio <= words_of[a]]


def _is_rank_of(modifiers: list[str], role: str) -> bool:
    """Nobody calls a prime minister "the minister", or a vice president "the president"."""
    ranks = reference_words("rank")
    return ranks.intersection(modifiers) == ranks.intersection(role.lower().split())


@cache
def role_heads() -> frozenset[str]:
    """Return the nouns for who holds an office: "minister", "striker"."""
    return frozenset(
        form.replace("-", " ").split()[-1]
        for form, kind in gazetteers.titles().items()
        if kind in {"office", "role", "military", "noble", "religious"} and " of " not in form
    )
