"""The owner of what an act affects: "rejected Turkey's demands", "hit Syrian posts"."""

from collections.abc import Iterable

from spacy.tokens import Token

from helpers.annotation.actor_ids import BLOC, COUNTRY, PERSON, kind_of
from helpers.annotation.coordination import coordinated
from helpers.annotation.events.parties import Parties, Party, unique, with_head
from helpers.annotation.grammar import first_child, object_of, possessor
from helpers.annotation.lexicons.acts import Frame, frames, words

# Classes in which the owner of a thing is the target: "rejected Turkey's demands", "hit Syrian
# airfields", but not "bought Italian wine".
TOUCHES_OWNER = frozenset(
    "support accuse reject assault coerce sanction threaten retreat concede protest".split()
)
# Classes in which only people count: "trained Turkey's pilots".
PEOPLE_ONLY = frozenset("aid request cooperate".split())
# Classes in which only requests count: "responded to a request from Turkey".
ASKED_ONLY = frozenset(("consult", "agree"))
WITH_OWNER = TOUCHES_OWNER | PEOPLE_ONLY | ASKED_ONLY
MATERIAL = frozenset("assault coerce sanction".split())
VERBAL = frozenset("accuse support reject protest".split())
# Classes of acts that are the state's own if they are called by the name of its people.
STATE_ACTS = TOUCHES_OWNER | frozenset(("mobilize", "aid"))
# "praised the work of Keller", but "rejected a ban of Peru" rejects nobody's ban.
TONES = frozenset(("accuse", "support"))
OWNED_BY = frozenset("of from".split())


def owners_of(
    token: Token | None, event_class: str, parties: Parties, people: bool = False
) -> list[Party]:
    """Return the owner of the thing or act: "Turkey's demands", "Hezbollah posts".

    Things of all kinds count if a class is about goods ("Chinese steel", "imports of Chinese
    steel"), and those of a possessor if it is about words ("mocked Keller's story"); with `people`,
    only people count.
    """
    if token is None or event_class not in WITH_OWNER:
        return []
    people = event_class in PEOPLE_ONLY or (people and event_class in MATERIAL | {"concede"})
    found = []
    for word in map(_whole, coordinated(token)):
        uses = frames("noun", word.lemma_.lower())
        if _is_nobodys(word, uses):
            continue
        nationals = _of_nationals(word, parties) if people else []
        if nationals or (people and event_class != "concede"):
            found += nationals
        else:
            found += _of_thing(word, uses, event_class, parties)
        if not found and event_class == "aid":
            found = _of_place(word, event_class, parties)
    return unique(found)


def _is_nobodys(noun: Token, uses: Iterable[Frame]) -> bool:
    """Is it by several, no longer anybody's, a culprit, or what befalls one: "his death"?"""
    # In a headline, a tagger takes "Killers" for a name.
    forms = {noun.lemma_.lower(), noun.lower_.removesuffix("s")}
    apart = words("culprit") | words("befalling")
    theirs = _is_joint(noun, uses) or _was(noun) or bool(forms & apart)
    return theirs or _is_only_examined(noun)


def _is_only_examined(noun: Token) -> bool:
    """ "an inquiry into *Peru's allegation*", "looked into *Peru's complaint*": not into Peru"""
    act = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.lemma_.lower() not in words("allegation"):
        return False
    # "completed its *inquiry* into", where a parser attaches the preposition to the verb
    acts = (act, *(child for child in act.rights if child.dep_ == "dobj" and child != noun))
    return any(word.lemma_.lower() in words("examining") for word in acts)


def _is_joint(noun: Token, uses: Iterable[Frame]) -> bool:
    """ "talks", "a treaty": by several; but "mediation" and "Novak's deal" are by one"""
    reciprocal = any("reciprocal" in frame.slots for frame in uses)
    if noun.lemma_.lower() in words("deal") and possessor(noun) is not None:
        return False
    return reciprocal and noun.lemma_.lower() not in words("belonging")


def _was(noun: Token) -> bool:
    """ "*former* Peruvian soldiers" belong to nobody."""
    return any(child.lower_ in words("no_longer") for child in noun.lefts)


def _whole(noun: Token) -> Token:
    """ "part of *a Peruvian base*", "one of *Peru's ports*" """
    shares = words("round") | words("group") | words("share")
    if noun.lemma_.lower() not in shares - words("belonging"):
        return noun
    of = next((object_of(child) for child in noun.rights if child.lower_ == "of"), None)
    return noun if of is None or of.pos_ == "PROPN" else of


def _of_nationals(word: Token, parties: Parties) -> list[Party]:
    return _countries_before(word, parties) if word.lemma_.lower() in words("nationals") else []


def _of_thing(
    word: Token, uses: Iterable[Frame], event_class: str, parties: Parties
) -> list[Party]:
    if not _can_be_touched(word, uses, event_class):
        return []
    owners = _owners(word, uses, event_class, parties) or _of_place(word, event_class, parties)
    if owners or event_class not in MATERIAL:
        return [with_head(party, word) for party in owners]
    things = [object_of(child) for child in word.rights if child.lower_ in OWNED_BY]
    goods = [thing for thing in things if thing is not None and thing.pos_ == "NOUN"]
    return [party for thing in goods for party in _countries_before(thing, parties)]


def _can_be_touched(thing: Token, uses: Iterable[Frame], event_class: str) -> bool:
    """ "answered Peru's *request*", but not "captured the *mood* of many Peruvians" """
    if event_class in MATERIAL and thing.lemma_.lower() in words("feeling"):
        return False
    return event_class not in ASKED_ONLY or _is_asked(uses)


def _owners(word: Token, uses: Iterable[Frame], event_class: str, parties: Parties) -> list[Party]:
    lemma = word.lemma_.lower()
    people = lemma in words("people")
    others = people or (event_class in VERBAL and _is_suffered(word, uses))
    if uses or lemma in words("belonging") | words("acting") | words("staff"):
        # A country's civilians belong to it; a person's family are others.
        named = _named_at(word, uses, event_class, parties)
        if lemma == "member":
            # "sanctions on the *OPEC member*", but "killed Hamas members"
            named = [party for party in named if kind_of(party.actor_id) != BLOC]
        return [p for p in named if not others or kind_of(p.actor_id) != PERSON]
    if event_class in VERBAL and not people:
        return _whose(word, event_class, parties)
    return _countries_before(word, parties) if event_class in MATERIAL else []


def _is_suffered(noun: Token, uses: Iterable[Frame]) -> bool:
    """ "condemned *Keller's* killing", but not "condemned Keller's killing of a guest" """
    harm = any("poss" in frame.slots and frame.event_class in MATERIAL for frame in uses)
    return harm and all(child.lower_ != "of" for child in noun.rights)


def _whose(word: Token, event_class: str, parties: Parties) -> list[Party]:
    """ "mocked *Keller's* hair", "praised the work of *Keller*" """
    owned = [p for c in word.lefts if c.dep_ == "poss" for p in parties.named(c, 1)]
    shares = words("round") | words("group") | words("share")
    # "praised *his* choice of Keller"
    others = any(child.dep_ == "poss" for child in word.lefts)
    of = event_class in TONES and word.lemma_.lower() not in shares and not others
    return owned or (parties.after(word, {"of"}) if of else [])


def _of_place(word: Token, event_class: str, parties: Parties) -> list[Party]:
    """ "allowed the return of *Peruvian troops*", "shelled a village in *Peru*" """
    lemma = word.lemma_.lower()
    if event_class == "concede" and lemma in words("allowed"):
        arrivals = parties.after(word, {*OWNED_BY, "by", "for"})
        return arrivals or parties.modifiers(word, possessive=False)
    if event_class == "sanction" and lemma not in words("people") | words("nationals"):
        # "tariffs on steel *from Peru*"
        return [p for p in parties.after(word, {"from"}) if kind_of(p.actor_id) == COUNTRY]
    if event_class == "aid" and lemma in words("aided"):
        return _countries_before(word, parties)
    touched = event_class in {"assault", "aid"} and lemma in words("site")
    return _country_of_site(word, parties) if touched else []


def _country_of_site(noun: Token, parties: Parties) -> list[Party]:
    """ "shelled a village in *Peru*", but not "shelled a rebel camp in Peru" """
    others = (words("people") - words("in_its_country")) | words("irregular")
    if any(child.lemma_.lower() in others for child in noun.lefts):
        return []
    return [
        party
        for place in _places_of(noun)
        for party in parties.named(place) or parties.modifiers(place)
        if kind_of(party.actor_id) == COUNTRY
    ]


def _places_of(noun: Token) -> list[Token]:
    """ "a base in a *county* in *Peru*" """
    # "shelled a town *in Peru*", where a parser may attach the place to the verb
    beside = [c for c in noun.head.rights if c.i == noun.right_edge.i + 1 and noun.dep_ == "dobj"]
    places = _objects((*noun.rights, *beside), {"in", "inside"})
    return places + [outer for place in places for outer in _objects(place.rights, {"in"})]


def _objects(children: Iterable[Token], prepositions: set[str]) -> list[Token]:
    """The objects of those children that are one of the prepositions."""
    nouns = (object_of(child) for child in children if child.lower_ in prepositions)
    return [noun for noun in nouns if noun is not None]


def _named_at(
    word: Token, uses: Iterable[Frame], event_class: str, parties: Parties
) -> list[Party]:
    """The actors named as the noun's makers, before it, or after a preposition."""
    if word.lemma_.lower() in words("deal"):
        # "May's Peru deal" is not Peru's.
        return parties.named(possessor(word))
    acts = any("of" in frame.slots for frame in uses)
    prepositions = {"by", "from"} if acts else {*OWNED_BY, "by"}
    makers = makers_of(word, parties)
    before = [] if _is_done_there(word, uses) else _before(word, uses, event_class, parties)
    found = makers or before or parties.after(word, prepositions)
    if found:
        return found
    # "offers of talks *by Peru*"
    about = (object_of(child) for child in word.rights if child.lower_ in {"for", "of", "to"})
    return [p for thing in about if thing is not None for p in parties.after(thing, {"by"})]


def _before(word: Token, uses: Iterable[Frame], event_class: str, parties: Parties) -> list[Party]:
    """ "condemned the *Peruvian* ban", but not "rejected the Peruvian bid": by whom is not said"""
    if event_class not in VERBAL or is_of_state(word, uses):
        return parties.modifiers(word)
    loose = {p.actor_id for p in _countries_before(word, parties, possessive=False)}
    return [party for party in parties.modifiers(word) if party.actor_id not in loose]


def is_of_state(noun: Token, uses: Iterable[Frame]) -> bool:
    """Say whether what is called Peruvian is Peru's own: its organs, policies and acts."""
    official = words("acting") | words("of_state")
    # "the Peruvian *government* offer"
    named = (noun, *(child for child in noun.lefts if child.dep_ == "compound"))
    if any(word.lemma_.lower() in official for word in named) or _is_diplomatic(noun):
        return True
    return any(frame.event_class in STATE_ACTS for frame in uses)


def _is_diplomatic(noun: Token) -> bool:
    """ "Chile rejected a Peruvian *offer to host* talks": between states; not "an offer" alone"""
    if noun.lemma_.lower() not in words("demanded") - words("effort"):
        return False
    # A parser may attach "to host" to the verb.
    told = noun.doc[noun.i + 1 : noun.i + 2].text == "to" or any(
        child.dep_ == "acl" or child.lower_ == "on" or first_child(child, "pcomp") is not None
        for child in noun.rights
    )
    before = noun.doc[noun.sent.start : noun.left_edge.i]
    return told and any(token.ent_type_ in {"GPE", "NORP"} for token in before)


def _is_done_there(noun: Token, uses: Iterable[Frame]) -> bool:
    """ "defended the *Peru* invasion": by others"""
    harm = any(frame.event_class in MATERIAL for frame in uses)
    return harm and any(c.dep_ == "compound" and c.ent_type_ == "GPE" for c in noun.lefts)


def makers_of(noun: Token, parties: Parties) -> list[Party]:
    """Return the agent of a participle: "a proposal made *by X*", "crimes committed *by X*"."""
    return [
        party
        for clause in noun.rights
        if clause.dep_ == "acl" and clause.tag_ in {"VBN", "VBD"}
        for child in clause.rights
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by"
        for party in parties.named(object_of(child))
    ]


def _countries_before(noun: Token, parties: Parties, possessive: bool = True) -> list[Party]:
    return [
        with_head(party, noun)
        for party in parties.modifiers(noun, possessive=possessive)
        if kind_of(party.actor_id) == COUNTRY
    ]


def _is_asked(uses: Iterable[Frame]) -> bool:
    return any(frame.event_class == "request" for frame in uses)
