"""Who "he" and "she" mean: the candidates that grammar allows, judged by the learned scorer."""

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from spacy.tokens import Token

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.coreference import place
from helpers.annotation.coreference.binding import BOUND, bound_to
from helpers.annotation.coreference.candidates import UNNAMED, Candidate
from helpers.annotation.coreference.context import Context, gender_of
from helpers.annotation.coreference.doubt import SURE, certainty_of_name, may_be_named
from helpers.annotation.coreference.people import People
from helpers.annotation.coreference.reading import Reading
from helpers.annotation.coreference.ruled_out import RuledOut
from helpers.annotation.coreference.runs import is_open_before, same_before
from helpers.annotation.coreference.scorer import Scorer, is_close
from helpers.annotation.coreference.speaking import Speaking
from helpers.annotation.coreference.topic import Topic
from helpers.annotation.coreference.undecided import Undecided
from helpers.annotation.mention_rules import mention_rules
from helpers.annotation.reference_encoder import Encoder

# How many sentences back a candidate's last mention may be.
REACH = 4
LEARNED = "pronoun: learned"
LEADS = "pronoun: far ahead of all others"
SPEAKS_ON = "pronoun: the speaker of before"
REFLEXIVE = "reflexive of the subject"
ONLY = "pronoun: the only person near"
GUESSES = frozenset({LEARNED, LEADS, ONLY})
RIVALS = 2
# Without the learned scorer, or if it considers somebody who is not one of our candidates.
LEAST = 0.5
# A choice between several is never surer than a single candidate; 38 of 42 on the news part of GUM
# are correct.
SUREST = 0.89
WITHOUT_SCORER = 0.8  # confidence of the only candidate in that case
# Somebody without a name who is so likely, as a share of the best one's probability, leaves a
# pronoun open. On GAP's development part it costs nearly nothing.
RIVAL = 1 / 3
# Below this, somebody without a name or further away is meant more often than the only candidate.
LEAST_ALONE = 0.2
# Trees and network together are so sure that the name is a person's, if it looks like one. Where
# the trees alone prefer another candidate, those less sure were wrong in 9 of 22 texts of GAP.
CLEAR = 0.9

Rivals = tuple[tuple[str, float], ...]


class Choice(NamedTuple):
    """Who a pronoun means: a chain, the rule and its confidence, and the next candidates."""

    chain: str
    rule: str
    confidence: float
    rivals: Rivals = ()
    is_clear: bool = False  # whatever else is known of the chain


Watch = Callable[[Token, Sequence[str], np.ndarray], None]


class ThirdPerson:
    """Resolves the pronouns of a text in order, those inside quotations last.

    By then the speakers are known, whom the pronouns in their quotations can't mean.
    """

    def __init__(
        self,
        context: Context,
        scorer: Scorer | None,
        watch: Watch | None = None,
        encoder: Encoder | None = None,
    ):
        self.context = context
        self.reader = context.reader
        self.scorer = scorer
        self.watch = watch
        self.reading = Reading(context.doc, context.sentence_of, encoder) if encoder else None
        self.ruled_out = RuledOut(context, self._at)
        self.speaking = Speaking(context, self._at)
        self.undecided = Undecided(context, self._at)
        self.topic = Topic(context)
        self.choices: dict[int, Choice] = {}
        self.known = People(context)
        firsts = (mentions[0] for mentions in self.reader.chains.values())
        self.people = {mention.chain for mention in firsts if self._is_person(mention)}

    def resolve(self) -> None:
        """Resolve every pronoun that is certain enough; the others stay open."""
        before = same_before(self.context, self.people)
        pronouns = [t for t in self.context.doc if gender_of(t) and self._is_free(t)]
        pronouns.sort(key=lambda token: token.i in self.context.quotation_of)
        for token in pronouns:
            gender = gender_of(token)
            choice = self._choose(token, gender)
            if choice is None or self.reader.is_name_of_other(choice.chain, gender):
                continue
            is_guess = choice.rule in GUESSES and not choice.is_clear
            if not (is_guess and is_open_before(self.context, token, choice.chain)):
                self._keep(token, self._no_surer(choice, before.get(token.i)))

    def _no_surer(self, choice: Choice, before: Token | None) -> Choice:
        """A guess is no surer than that for the pronoun before, if both mean the same person."""
        same = self.choices.get(before.i) if before is not None else None
        if choice.rule in GUESSES and same is not None and same.chain == choice.chain:
            return choice._replace(confidence=min(choice.confidence, same.confidence))
        return choice

    def _no_surer_than_subject(self, token: Token, choice: Choice) -> Choice:
        """ "He sold his car": "his" is no surer than "he"."""
        for i in itertools.chain.from_iterable(place.governing_subjects(token)[:1]):
            choice = self._no_surer_than(self.context.doc[i], choice)
        return choice

    def _no_surer_than(self, other: Token, choice: Choice) -> Choice:
        """The choice with the confidence of that for another pronoun, if this is lower."""
        sure = self.choices[other.i].confidence if other.i in self.choices else SURE
        return choice._replace(confidence=min(choice.confidence, sure))

    def _is_free(self, token: Token) -> bool:
        return token.i in self.context.sentence_of and token.i not in self.context.taken

    def _keep(self, token: Token, choice: Choice) -> None:
        self.choices[token.i] = choice
        is_sure = choice.confidence >= self._threshold()
        self.reader.add(token, choice.chain, gender_of(token) if is_sure else None)
        if self._is_given(choice):
            self.context.resolve(
                token, choice.chain, choice.rule, round(choice.confidence, 2), choice.rivals
            )

    def _threshold(self) -> float:
        if self.scorer is None:
            return LEAST
        return self.scorer.joined_threshold if self.reading else self.scorer.threshold

    def _choose(self, token: Token, gender: str) -> Choice | None:
        chains = self.candidates(token, gender)
        if token.lower_.endswith("self"):
            return self._reflexive(token, chains)
        if not chains and self._people_near(token, gender):
            self._introduce(token, gender)
        if not chains or self.ruled_out.speaker_is_unknown(token, gender):
            return None
        features = self.reader.features(token, chains, gender)
        if self.watch:
            self.watch(token, chains, features)
        if self.scorer is None:
            return Choice(chains[0], ONLY, WITHOUT_SCORER) if len(chains) == 1 else None
        return self._by_speaker_or_scorer(token, gender, chains, features)

    def _introduce(self, token: Token, gender: str) -> None:
        """Make somebody who is none of the people near a candidate for later pronouns."""
        chain = f"{UNNAMED}{token.i}"
        self.reader.add(token, chain, gender)
        self.people.add(chain)

    def _by_speaker_or_scorer(
        self, token: Token, gender: str, chains: Sequence[str], features: np.ndarray
    ) -> Choice | None:
        speaker = self.speaking.speaks_on(token)
        chain = self._at(speaker.i) if speaker is not None else None
        if chain in chains and kind_of(chain) == PERSON:
            return self._no_surer_than(speaker, self._sure(token, chain, SPEAKS_ON))
        if chain in chains and chain.startswith(UNNAMED):
            return Choice(chain, LEARNED, SURE)  # "A man said Reed lied. He said Reed fled."
        if speaker is not None and chain is None and gender_of(speaker) == gender:
            return None  # "he said", after a "he said" of somebody unknown
        bound = bound_to(self.context, token, gender, chains, self._surely_at)
        if bound:
            return self._bound(token, bound, chains)
        by_trees = self.scorer.probabilities(features)
        is_likely = len(chains) == 1 and by_trees[0] >= LEAST_ALONE
        if is_likely and self._is_near(token, chains[0], gender):
            return self._sure(token, chains[0], ONLY)
        probabilities = self._joined(token, chains, by_trees)
        return self._judged(token, chains, probabilities, int(np.argmax(by_trees)))

    def _joined(self, token: Token, chains: Sequence[str], by_trees: np.ndarray) -> np.ndarray:
        """The probability of each candidate, by the trees and, if there is one, the network."""
        if self.reading is None:
            return by_trees
        spans = [
            [(m.start, m.end) for m in self.reader.chains[chain]]
            + may_be_named(self.context, chain, chains)
            for chain in chains
        ]
        return self.scorer.joined(by_trees, self.reading.log_probabilities(token, spans))

    def _bound(self, token: Token, chain: str, chains: Sequence[str]) -> Choice | None:
        """The actor that grammar binds the pronoun to, unless somebody else may be meant."""
        others = self.undecided.others_meant(token, chain, chains)
        if others:
            is_unnamed = len(others) == 1 and others[0].startswith(UNNAMED)
            return Choice(others[0], LEARNED, SURE) if is_unnamed else None
        if token.dep_ != "poss" and self.undecided.is_owned(token, chain):
            return None
        return self._no_surer_than_subject(token, self._sure(token, chain, BOUND))

    def _sure(self, token: Token, chain: str, rule: str, rivals: Rivals = ()) -> Choice:
        """A choice with its rule's confidence, limited by that of the same actor's last name."""
        sure = min(mention_rules()[rule].confidence, self._doubt(token, chain))
        return Choice(chain, rule, sure, rivals)

    def _doubt(self, token: Token, chain: str) -> float:
        """How certain it is that the chain's last name before the pronoun is that person's."""
        before = [m.start for m in self.reader.chains[chain] if m.start < token.i]
        is_actor = chain in self.context.actors
        return certainty_of_name(self.context, chain, before, gender_of(token)) if is_actor else 1.0

    def _judged(
        self, token: Token, chains: Sequence[str], probabilities: np.ndarray, first: int
    ) -> Choice | None:
        """The likeliest candidate; `first` is the number of the one that the trees prefer."""
        order = np.argsort(-probabilities)
        best = [chains[n] for n in order[:2]]
        if self.undecided.is_open(token, best, chains):
            return None
        if self.speaking.speaks_after(token, best[0], chains):
            return None
        rivals = tuple(
            (self.name_of(chains[n]), round(float(probabilities[n]), 2))
            for n in order[1 : RIVALS + 1]
        )
        if self.topic.is_meant(token, best[0], chains, probabilities[order]):
            return self._sure(token, best[0], LEADS, rivals)
        is_named = not best[0].startswith(UNNAMED)
        if is_named and self._may_be_unnamed(chains, probabilities):
            return None
        if self.speaking.says_other(token, best[0], chains):
            return None
        sure = self.scorer.confidence(probabilities, joined=self.reading is not None)
        limit = LEAST if is_close(probabilities, sure) else SUREST
        confidence = min(sure, limit, self._doubt(token, best[0]))
        is_clear = self.reading is not None and sure >= CLEAR
        if first != order[0] and not is_clear:
            return None
        chosen = Choice(best[0], LEARNED, confidence, rivals, is_clear)
        return chosen if confidence >= LEAST else None

    def _may_be_unnamed(self, chains: Sequence[str], probabilities: np.ndarray) -> bool:
        """Is somebody without a name nearly as likely as the best candidate?"""
        best = probabilities.max() * RIVAL
        pairs = zip(chains, probabilities, strict=True)
        return any(p > best and chain.startswith(UNNAMED) for chain, p in pairs)

    def _is_near(self, token: Token, chain: str, gender: str) -> bool:
        """Is somebody known to be of that gender mentioned in this sentence or the previous one?"""
        sentence = self.context.sentence_of[token.i]
        return self.reader.genders.get(chain) == gender and any(
            mention.end <= token.i and sentence - self.context.sentence_of[mention.start] <= 1
            for mention in self.reader.chains[chain]
        )

    def candidates(self, token: Token, gender: str) -> list[str]:
        """Return the chains that the pronoun can mean, in text order."""
        excluded = self.ruled_out.chains(token)
        near = [chain for chain in self._people_near(token, gender) if chain not in excluded]
        return self.ruled_out.without_described(token, gender, near)

    def _people_near(self, token: Token, gender: str) -> list[str]:
        """The people near the pronoun who may be of its gender."""
        sentence = self.context.sentence_of[token.i]
        found: dict[str, None] = {}
        for chain, mentions in self.reader.chains.items():
            if chain not in self.people or self.reader.genders.get(chain) not in {None, gender}:
                continue
            for mention in mentions:
                back = sentence - self.context.sentence_of[mention.start]
                if (mention.end <= token.i and back <= REACH) or (
                    mention.start > token.i and not back
                ):
                    found[chain] = None
                    break
        return list(found)

    def _is_person(self, mention: Candidate) -> bool:
        if mention.plural:
            return False
        mentions = self.reader.chains[mention.chain]
        return not mention.named or self.known.is_possible(mention.chain, mentions)

    def _is_given(self, choice: Choice) -> bool:
        """Is the choice sure, and an actor who is a person for certain?"""
        chain = choice.chain
        if choice.confidence < self._threshold() or chain.startswith(UNNAMED):
            return False
        return choice.is_clear or self.known.is_certain(chain, self.reader.chains[chain])

    def _at(self, i: int) -> str | None:
        """The chain of the mention that a token heads, by itself or with a name in apposition."""
        return self.reader.chain_at.get(i)

    def _surely_at(self, i: int) -> str | None:
        """The chain of the mention that a token heads, except a pronoun that is still open."""
        is_open = gender_of(self.context.doc[i]) and i not in self.context.taken
        return None if is_open else self._at(i)

    def _reflexive(self, token: Token, chains: Sequence[str]) -> Choice | None:
        levels = place.governing_subjects(token)
        meant = {self._at(i) for i in levels[0]} if levels else set()
        chain = meant.pop() if len(meant) == 1 else None
        return (
            Choice(chain, REFLEXIVE, mention_rules()[REFLEXIVE].confidence)
            if chain in chains
            else None
        )

    def name_of(self, chain: str) -> str:
        """Return a candidate's name for the reader: the actor's name, or the words of the text."""
        if chain in self.context.actors:
            return self.context.actors[chain]["name"]
        first = self.reader.chains[chain][0]
        return self.context.doc[first.start : first.end].text


def find_third_person(context: Context) -> None:
    """Resolve "he", "she" and their forms."""
    ThirdPerson(context, context.scorer, encoder=context.encoder).resolve()
