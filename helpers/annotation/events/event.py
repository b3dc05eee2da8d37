"""The result of the rules: an act between parties."""

import re
from itertools import combinations
from typing import NamedTuple

from spacy.tokens import Token

from helpers.annotation.actor_ids import COUNTRY, ORGANISATION, PERSON, kind_of
from helpers.annotation.actors.teams import SPORT_WORDS, is_about_sport
from helpers.annotation.events.circumstances import Circumstances
from helpers.annotation.events.parties import Party
from helpers.annotation.events.verb_forms import names_to_a_post
from helpers.annotation.grammar import SUBJECTS, has_to, object_of
from helpers.annotation.lexicons.acts import CONTEST, OTHER, Frame, lemma_of, words
from helpers.annotation.mentions import read_mentions

SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?![-–])")
NEAR_SCORE = 10
NEAR = 25
OF_A_GAME = frozenset("assault sanction protest coerce".split())
FEWEST_SPORT_WORDS = 2
CLAUSES = frozenset("ccomp xcomp advcl relcl acl".split())
REASONS = frozenset("for over as".split())


class Event(NamedTuple):
    """An act: its source and target (None if not said), its words, lemma, class, circumstances.

    It is `mutual` if the target does the same to the source; `thing` is what it is about, as token
    indices, if the words of the act do not include it.
    """

    source: Party | None
    tokens: list[Token]
    action: str
    target: Party | None
    event_class: str
    circumstances: Circumstances
    mutual: bool = False
    thing: tuple[int, int] | None = None


def circumstances_of(event: Event) -> Circumstances:
    """Return the circumstances of an act; a result that only polls tell of is hypothetical."""
    sentence = event.tokens[0].sent
    won = event.event_class == CONTEST and event.action.split()[0] not in words("competing")
    in_polls = won and any(_is_poll(token) for token in sentence)
    return event.circumstances.under("hypothetical" if in_polls else None)


def _is_poll(word: Token) -> bool:
    """ "polls show her beating him", but not "exit polls" """
    before = word.nbor(-1).lower_ if word.i else ""
    return word.lemma_.lower() in words("poll") and before != "exit"


def is_mutual(frame: Frame) -> bool:
    """Say whether partners do this to each other: talks, treaties, trade."""
    return "reciprocal" in frame.slots and frame.event_class in {"consult", "agree", "cooperate"}


def is_private(event: Event) -> bool:
    """Is it a person's attack on something in a country: "attacked a school in Peru"?

    Nor is it an act on the country if a person "takes on Peru" in a film or speech.
    """
    source, target = event.source, event.target
    if source is None or target is None:
        return False
    if (kind_of(source.actor_id), kind_of(target.actor_id)) != (PERSON, COUNTRY):
        return False
    phrase = event.tokens[0].doc[target.start : target.end]
    on_a_site = any(t.lemma_.lower() in words("site") for t in phrase)
    return (event.event_class == "assault" and on_a_site) or event.action == "take on"


def is_acted(event: Event) -> bool:
    """Is it a part on stage: "played Novak", which is a contest only in sport?"""
    return event.event_class == OTHER and event.tokens[0].lemma_.lower() == "play"


def is_visit_to_a_place(event: Event) -> bool:
    """May "visited Rosedal" mean a town that a recogniser takes for a person?

    A person whom somebody visits is named in full somewhere.
    """
    if event.target is None or event.action.split()[0] not in words("visiting"):
        return False
    actor = event.target.actor_id
    names = [m for m in read_mentions(event.tokens[0].doc) if m.span.kb_id_ == actor]
    names = [m.span for m in names if m.kind == "name"]
    return kind_of(actor) == PERSON and bool(names) and all(len(name) == 1 for name in names)


def is_they_to_them(event: Event) -> bool:
    """Is it open who is who: "*They* criticised *them*"?"""
    if event.source is None or event.target is None:
        return False
    doc = event.tokens[0].doc
    words_of_both = doc[event.source.start].lower_, doc[event.target.start].lower_
    return words_of_both in {("they", "them"), ("their", "them"), ("them", "them")}


def pairs(partners: list[Party]) -> list[tuple[Party, Party]]:
    """Return each pair of partners, in order."""
    return [two for two in combinations(partners, 2) if not _is_family(*two)]


def _is_family(one: Party, other: Party) -> bool:
    """ "the Khans": people whom one word names do it together, and not to each other."""
    return one[:2] == other[:2] and kind_of(one.actor_id) == PERSON


def class_of(word: Token, event_class: str, source: Party | None, target: Party | None) -> str:
    """Return the class of an act in context: games are contests, verbal attacks accusations.

    An attack that the lexicon has under both classes is verbal if a reason follows ("attacked him
    for his record"), or if a person attacks a person or organisation without any violence nearby.
    """
    kinds = [kind_of(party.actor_id) if party else "" for party in (source, target)]
    if event_class == CONTEST:
        return _of_contest(word, kinds)
    sense = _of_word(word, event_class, kinds, target)
    if sense is not None:
        return sense
    if _is_contest(word, event_class, kinds):
        return CONTEST
    return _of_attack(word, kinds) if event_class == "assault" else event_class


def _of_word(word: Token, event_class: str, kinds: list[str], target: Party | None) -> str | None:
    """The class of a word with a special meaning for these parties, if it has one."""
    if kinds == [PERSON, PERSON] and _is_rivalry(word, event_class):
        return CONTEST
    by_words_beside = _by_words_beside(word, event_class)
    if by_words_beside is not None:
        return by_words_beside
    if event_class == "cooperate" and kinds[1] == COUNTRY:
        return "coerce" if word.lemma_.lower() in words("conquest") else None
    if event_class == "coerce" and target is not None and _is_a_chamber(word, target):
        return CONTEST
    return "accuse" if _is_reproach(word, event_class, kinds, target) else None


def _by_words_beside(word: Token, event_class: str) -> str | None:
    """The class of a word that others beside it give a special meaning."""
    if event_class == "threaten" and _is_advice(word):
        return "consult"
    if event_class == "reject" and word.lemma_.lower() == "challenge" and _has_aim(word):
        # "challenged Peru *to prove it*"
        return "request"
    if event_class == "assault" and _before_and_after(word) & words("together"):
        # "fought *side by side* with Peru"
        return "cooperate"
    return None


def _is_advice(word: Token) -> bool:
    """ "warned Peru *of floods*", but not "warned Peru *of consequences*" """
    # A parser may attach "of floods" to Peru.
    about = (t for t in word.subtree if t.i > word.i and t.lower_ in {"of", "about"})
    about = (t for t in about if not _is_in_a_clause(t, word))
    things = [noun for noun in map(object_of, about) if noun is not None]
    warned = word.lemma_.lower() == "warn"
    return warned and any(noun.lemma_.lower() not in words("threatened") for noun in things)


def _is_in_a_clause(token: Token, verb: Token) -> bool:
    """Does a clause stand between it and the verb: "warned Peru *that a lack of* …"?"""
    between = (above for above in token.ancestors if verb in above.ancestors)
    return any(above.dep_ in CLAUSES for above in between)


def _is_rivalry(word: Token, event_class: str) -> bool:
    """Do two people who do this to each other compete for votes or a post?"""
    lemma = word.lemma_.lower()
    if event_class == "reject":
        return lemma in words("candidacy") or _is_for_a_post(word)
    rivals = {"assault": words("rivals"), "protest": words("election")}
    return lemma in rivals.get(event_class, ())


def _is_reproach(word: Token, event_class: str, kinds: list[str], target: Party | None) -> bool:
    """ "hit Keller *on immigration*", "dismissed Peru *as a backwater*" """
    if event_class == "assault":
        people = kinds[1] == PERSON and kinds[0] in {PERSON, ORGANISATION}
        in_words = kinds == [PERSON, COUNTRY] and _is_abstract(word, target)
        return in_words or (people and _is_on_a_topic(word, target))
    belittled = event_class == "sanction" and word.lemma_.lower() in words("belittling")
    return belittled and is_called_so(word) and not names_to_a_post(word)


def _is_a_chamber(word: Token, target: Party) -> bool:
    """ "captured *the Senate*" at an election"""
    phrase = word.doc[target.start : target.end]
    return word.lemma_.lower() in words("winning") and phrase.text.lower() in words("chamber")


def _is_for_a_post(word: Token) -> bool:
    """ "challenged her *for the post*", "faces a challenge from her in the *primary*" """
    if word.lemma_.lower() != "challenge":
        return False
    sought = any(child.lower_ == "for" for child in word.rights)
    return sought or any(token.lemma_.lower() in words("contested") for token in word.sent)


def _is_on_a_topic(word: Token, target: Party | None) -> bool:
    """ "attacked *Keller's record*", "hit Keller *on immigration*" """
    if _is_abstract(word, target):
        return True
    lemma = word.lemma_.lower()
    topics = (object_of(child) for child in word.rights if child.lower_ in {"on", "over"})
    return lemma in words("blow") and any(
        _is_topic(topic, word) for topic in topics if topic is not None
    )


def _is_abstract(attack: Token, target: Party | None) -> bool:
    """ "attacked *Keller's record*", "attacked *Peru's policies*" """
    if target is None or attack.lemma_.lower() not in words("verbal_attack"):
        return False
    phrase = attack.doc[target.start : target.end]
    return any(token.lemma_.lower() in words("abstract") for token in phrase)


def _is_topic(noun: Token, attack: Token) -> bool:
    """ "on *immigration*", but not "on *Monday*", "on the *head*" """
    if noun.ent_type_ in {"DATE", "TIME", "GPE", "FAC"}:
        return False
    if noun.lemma_.lower() in words("body") | words("day"):
        return False
    return not _is_violent(attack) or not any(child.dep_ == "det" for child in noun.lefts)


def is_called_so(word: Token) -> bool:
    """Say whether a description with "as" follows: "dismissed Peru *as a backwater*"."""
    return any(child.lower_ == "as" and child.dep_ == "prep" for child in word.rights)


def _of_contest(word: Token, kinds: list[str]) -> str:
    """ "beat him with a stick" is not a contest, nor does an actor who plays somebody compete."""
    if any(child.lower_ == "death" for child in word.subtree):
        return "assault"
    if kinds[-1:] == [PERSON] and _is_beating(word):
        return "assault"
    acting = word.lemma_.lower() == "play" and kinds == [PERSON, PERSON]
    return OTHER if acting and not is_about_sport(word.doc) else CONTEST


def _is_beating(verb: Token) -> bool:
    """ "was beaten by police", "with a stick", "stabbed and beaten" """
    around = [child for child in verb.children if child.dep_ in SUBJECTS | {"conj"}]
    around += filter(None, (object_of(c) for c in verb.rights if c.dep_ in {"agent", "prep"}))
    around += [verb.head] if verb.dep_ == "conj" else []
    violent = words("violent") | words("force")
    return any(word.lemma_.lower() in violent for word in around) and not is_about_sport(verb.doc)


def _is_contest(word: Token, event_class: str, kinds: list[str]) -> bool:
    """Is what the lexicon has as a meeting or an attack part of a game?"""
    if event_class == "consult":
        return word.lemma_.lower() in words("encounter") and _is_sport(word)
    clubs = ORGANISATION in kinds and COUNTRY not in kinds
    if event_class in OF_A_GAME and clubs and is_about_sport(word.doc):
        # A club that sacks its coach, or is fined, wins no game.
        return not (_is_violent(word) or lemma_of(word) in words("off_the_field"))
    if event_class != "assault":
        return False
    scored = SCORE.search(word.doc[word.i : word.i + NEAR_SCORE].text)
    return bool(scored or _before(word) & words("contested") or _is_sport(word))


def _of_attack(word: Token, kinds: list[str]) -> str:
    """ "attacked the town" is an assault, "attacked him for his record" an accusation."""
    lemma = word.lemma_.lower()
    if lemma == "take":
        # "took on Novak" is no violence; two firms "take on" each other in a market.
        return CONTEST if kinds == [ORGANISATION, ORGANISATION] else "accuse"
    if _before(word) & words("in_words") or _is_in_a_text(word, kinds):
        return "accuse"
    if lemma not in words("verbal_attack"):
        return "assault"
    if lemma in words("fight") and COUNTRY in kinds:
        return "assault"
    if lemma in words("fight") and kinds == [PERSON, PERSON] and _is_race(word):
        return CONTEST
    return "accuse" if _is_quarrel(word, kinds) else "assault"


def _is_race(fight: Token) -> bool:
    """ "fighting *for second place*", "battled *to replace* him" """
    peaceful_battle = fight.lemma_.lower() == "battle" and not _is_violent(fight)
    return peaceful_battle or _has_reason(fight) or _has_aim(fight)


def _is_quarrel(attack: Token, kinds: list[str]) -> bool:
    """Does a reason follow, or a person attack somebody without any violence nearby?"""
    if attack.lemma_.lower() == "conflict":
        return PERSON in kinds and not _is_violent(attack)
    people = kinds in ([PERSON, PERSON], [PERSON, ORGANISATION])
    return _has_reason(attack) or (people and not _is_violent(attack))


def _has_reason(attack: Token) -> bool:
    return any(map(_is_reason, attack.rights))


def _is_in_a_text(word: Token, kinds: list[str]) -> bool:
    """ "*ads* hitting him", "hit him *for not paying*", "will hammer her *with ads*" """
    if kinds[1] != PERSON or COUNTRY in kinds or _is_violent(word):
        return False
    near = {token.lemma_.lower() for token in (word.head, *word.subtree)}
    blow = word.lemma_.lower() in (words("blow") | words("verbal_attack")) - words("fight")
    return blow and (bool(near & words("utterance")) or _has_reason(word))


def _has_aim(word: Token) -> bool:
    """ "battled *to replace* him" """
    return any(child.tag_ == "VB" and has_to(child) for child in word.rights)


def _before_and_after(word: Token) -> set[str]:
    return {child.lower_ for child in word.children}


def _before(word: Token) -> set[str]:
    return {child.lemma_.lower() for child in word.lefts}


def _is_violent(word: Token) -> bool:
    """Does anything nearby suggest violence?"""
    violent = words("violent") | words("force")
    sentence = word.sent
    near = word.doc[max(sentence.start, word.i - NEAR) : min(sentence.end, word.i + NEAR)]
    return any(token.lemma_.lower() in violent for token in near)


def _is_sport(word: Token) -> bool:
    """Is the sentence about sport? Elsewhere a single word of it can be a figure of speech."""
    n = sum(token.lower_ in SPORT_WORDS for token in word.sent)
    return n >= FEWEST_SPORT_WORDS or (n > 0 and is_about_sport(word.doc))


def _is_reason(preposition: Token) -> bool:
    """ "for his record", but not "for weeks" """
    noun = object_of(preposition) if preposition.lower_ in REASONS else None
    return noun is not None and noun.ent_type_ not in {"DATE", "TIME"}
