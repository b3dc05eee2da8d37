"""What "they", "the couple" and "both sides" mean: actors that the text names together, or nobody.

A set is resolved as a whole or left open: no rule chooses between several possible sets.
"""

from spacy.tokens import Span, Token

from helpers.annotation import personal_names
from helpers.annotation.actor_ids import COUNTRY, PERSON, kind_of
from helpers.annotation.actors.teams import is_about_sport
from helpers.annotation.coreference import place
from helpers.annotation.coreference.candidates import PLURAL
from helpers.annotation.coreference.context import Context, Reference
from helpers.annotation.coreference.descriptions import (
    is_introduced,
    is_specified,
    role_heads,
    start_of_description,
)
from helpers.annotation.coreference.groups import BODIES, Plural, find_plurals, is_subject
from helpers.annotation.lexicons import acts, reference_words, speech
from helpers.annotation.lexicons.person_nouns import gender_of_noun
from helpers.annotation.mention_rules import mention_rules

THEY = frozenset("they them their theirs themselves".split())
TOGETHER = "pronoun: those named together"
REACH = 4  # sentences back, for a description
PAIR = 2
TWO = frozenset("the these both two".split())


def find_plural(context: Context) -> None:
    """Resolve plural pronouns and descriptions of several that can mean only one set of actors."""
    Plurals(context).resolve()


class Plurals:
    """The sets of a text; each one resolved is available to later references."""

    def __init__(self, context: Context):
        self.context, self.doc = context, context.doc
        single = [(r.start, r.end, r.actor_ids[0]) for r in context.found if len(r.actor_ids) == 1]
        mentions = sorted([*context.named, *single])
        self.found = find_plurals(context.doc, mentions, context.reader.candidates)

    def resolve(self) -> None:
        """Resolve the plural references of the text in order."""
        for token in self.doc:
            if token.i in self.context.taken or token.i not in self.context.sentence_of:
                continue
            if token.lower_ in THEY and token.pos_ == "PRON":
                self._pronoun(token)
            elif token.pos_ == "NOUN" and not is_specified(self.context, token):
                self._description(token)

    def _pronoun(self, token: Token) -> None:
        ids = self._meant(token)
        self._keep(token.i, token, ids, "pronoun", TOGETHER)
        if not ids:
            self.found.append(Plural(token.i, token.i + 1, token.i, None))

    def _keep(self, start: int, token: Token, ids: frozenset[str], kind: str, rule: str) -> None:
        if ids:
            sure = mention_rules()[rule].confidence
            self.context.keep(Reference(start, token.i + 1, tuple(sorted(ids)), kind, rule, sure))
            self.found = [p for p in self.found if not start <= p.head <= token.i]
            self.found.append(Plural(start, token.i + 1, token.i, ids))

    # -- "they" ----------------------------------------------------------------------------------

    def _meant(self, token: Token) -> frozenset[str]:
        """The only set of actors before the pronoun, in its sentence or the previous one."""
        nobody: frozenset[str] = frozenset()
        excluded = place.disjoint(token)
        quotation = self.context.quotation_of.get(token.i)
        near: list[Plural] = []
        for sentence in self.context.sentences_back(token, 1):
            level = [
                p
                for p in self.found
                if p.end <= token.i
                and self.context.sentence_of.get(p.start) == sentence
                and p.head not in excluded
                and self.context.quotation_of.get(p.head) == quotation
            ]
            near += level
            people = [p for p in level if p.animate]
            if people:
                is_clear = all(p.animate for p in near) or _is_personal(token)
                return self._only(token, people) if is_clear else nobody
        return nobody

    def _only(self, token: Token, people: list[Plural]) -> frozenset[str]:
        """The set that all of these are; if they differ, the subject if all others are bodies."""
        sets = {p.actor_ids for p in people}
        if len(sets) > 1 and place.role(token) == "subject":
            sets = {p.actor_ids for p in people if p.is_group or p.actor_ids is None}
            if not all(is_subject(self.doc, p) for p in people if p.is_group):
                return frozenset()
        meant = sets.pop() if len(sets) == 1 else None
        return meant if meant and len(meant) > 1 else frozenset()

    # -- "the two ministers", "the couple", "both sides" -------------------------------------------

    def _description(self, token: Token) -> None:
        noun = token.lemma_.lower()
        start = start_of_description(self.context, token)
        if start is None:
            return
        words = {w.lower_ for w in self.doc[start : token.i]}
        if noun in reference_words("couple") and token.tag_ not in PLURAL and len(words) == 1:
            self._pair(token, start, "the pair named together")
        elif noun in reference_words("kin") and token.tag_ in PLURAL:
            self._kin(token, start, noun)
        elif token.tag_ in PLURAL and words & {"two", "both"}:
            self._two(token, start, noun)

    def _pair(self, token: Token, start: int, rule: str) -> None:
        """ "the couple": the only two people named together so far"""
        pairs = {
            p.actor_ids
            for p in self.found
            if p.end <= start and p.actor_ids and self._are_people(p.actor_ids)
        }
        ids = pairs.pop() if len(pairs) == 1 else frozenset()
        if len(ids) == PAIR and not is_introduced(self.doc, token):
            self._keep(start, token, ids, "nominal", rule)

    def _are_people(self, ids: frozenset[str]) -> bool:
        return len(ids) > 1 and all(kind_of(a) == PERSON for a in ids)

    def _kin(self, token: Token, start: int, noun: str) -> None:
        """ "the brothers": the only ones with one surname, who can all be brothers"""
        gender = gender_of_noun(noun)
        families: dict[str, list[str]] = {}
        for actor_id, record in self.context.actors.items():
            if kind_of(actor_id) == PERSON and " " in record["name"]:
                (surname,) = [max(personal_names.surname_forms(record["name"].split()), key=len)]
                families.setdefault(surname, []).append(actor_id)
        several = [ids for ids in families.values() if len(ids) > 1]
        if len(several) == 1 and all(
            self.context.genders.get(a) in {gender, None} or gender is None for a in several[0]
        ):
            self._keep(start, token, frozenset(several[0]), "nominal", "the family named before")

    def _two(self, token: Token, start: int, noun: str) -> None:
        """ "the two ministers", "both sides": two actors of that kind named before"""
        told_apart = {w.lower_ for w in self.doc[start : token.i]} - TWO
        if noun in reference_words("one of two people"):
            ids = self._named_before(token, PERSON, noun)
            if len(ids) == PAIR and (noun in role_heads() or not told_apart):
                self._keep(start, token, ids, "nominal", "the two people named before")
        elif noun in reference_words("one of two countries") and not (
            told_apart or is_about_sport(self.doc)
        ):
            self._two_countries(token, start, noun)

    def _two_countries(self, token: Token, start: int, noun: str) -> None:
        acting = self._acting_on(token)
        ids = self._named_before(token, COUNTRY, noun, acting)
        most = _two_most_named(self.context.countries)
        is_told = any(p.actor_ids == most for p in self.found) and not most & acting
        most = most if is_told else frozenset()
        if len(ids) == PAIR:
            self._keep(start, token, ids, "nominal", "the two countries named before")
        elif most:
            self._keep(start, token, most, "nominal", "the two countries named most")
        elif noun == "side" and not self.context.countries:
            bodies = frozenset(
                a
                for start, end, a in self.context.named
                if kind_of(a) in BODIES and not _is_told(self.doc[start:end])
            )
            before = [a for a in bodies if self.context.is_named_before(a, token)]
            if len(bodies) == len(before) == PAIR:
                self._keep(start, token, bodies, "nominal", "the two bodies named")

    def _acting_on(self, token: Token) -> frozenset[str]:
        """ "Peru's envoy urged both sides to talk": whose country is none of the sides."""
        above = token.head.head if token.dep_ == "pobj" else token.head
        if token.dep_ not in {"dobj", "pobj"} or above.pos_ != "VERB":
            return frozenset()
        words = {word.i for subject in place.subjects_of(above) for word in subject.subtree}
        heads = self.context.by_sentence.get(self.context.sentence_of[token.i], ())
        return frozenset(a for head, a in heads if head in words)

    def _named_before(
        self, token: Token, kind: str, noun: str, excluded: frozenset[str] = frozenset()
    ) -> frozenset[str]:
        """The actors of a kind in the preceding sentences, back to where there are at least two."""
        ids: set[str] = set()
        for sentence_id in self.context.sentences_back(token, REACH):
            for head, a in self.context.by_sentence.get(sentence_id, ()):
                is_one = head < token.i and kind_of(a) == kind and a not in excluded
                if is_one and self._fits(a, noun):
                    ids.add(a)
            if len(ids) >= PAIR:
                break
        return frozenset(ids)

    def _fits(self, actor_id: str, noun: str) -> bool:
        """Can the person be one of the ministers or women meant? Anybody can be a leader."""
        gender = gender_of_noun(noun)
        if gender and self.context.genders.get(actor_id) not in {gender, None}:
            return False
        if noun not in role_heads() or noun in {"leader", "official", "politician"}:
            return True
        role = (self.context.actors[actor_id]["role"] or "").lower()
        last = role.split()[-1] if role else ""
        is_secretary = last == "secretary" or role.startswith("secretary")
        return last == noun or (noun == "minister" and is_secretary)


def _two_most_named(countries: list[tuple[str, int]]) -> frozenset[str]:
    """The two countries that a text names most, if no third is named as often."""
    is_clear = len(countries) == PAIR or (len(countries) > 2 and countries[1][1] > countries[2][1])
    return frozenset(a for a, _ in countries[:2]) if is_clear else frozenset()


def _is_personal(token: Token) -> bool:
    """Is it a party to an act or speech, and so not a thing: "they said", "met them"?"""
    verb = token.head if token.dep_ != "pobj" else token.head.head
    if verb.pos_ != "VERB":
        return False
    lemma = verb.lemma_.lower()
    return speech.entry(verb) is not None or bool(acts.frames("verb", lemma))


def _is_told(name: Span) -> bool:
    """ "she told *Radio Volk*": the medium takes no side"""
    return name.root.dep_ in {"dobj", "dative"} and name.root.head.lemma_ == "tell"
