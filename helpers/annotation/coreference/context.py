"""What the rules know about a text: its mentions so far, their positions and genders."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.annotation.actor_ids import COUNTRY, PERSON, kind_of
from helpers.annotation.coreference.candidates import find_candidates
from helpers.annotation.coreference.features import Reader
from helpers.annotation.coreference.organisation_nouns import Called
from helpers.annotation.coreference.scorer import Scorer
from helpers.annotation.grammar import is_subject
from helpers.annotation.mention_rules import mention_rules
from helpers.annotation.mentions import actor_records, read_mentions
from helpers.annotation.quotations import quotations_of
from helpers.annotation.reference_encoder import Encoder
from helpers.annotation.sentences import sentence_ids
from helpers.annotation.statements.direct_speech import quoted_sources

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "Masc"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "Fem"),
}


def gender_of(token: Token) -> str | None:
    """Return "Masc" or "Fem" for a pronoun of one person, None for any other word."""
    return GENDERS.get(token.lower_) if token.pos_ == "PRON" else None


class Reference(NamedTuple):
    """Tokens that refer to one or several actors."""

    start: int
    end: int
    actor_ids: tuple[str, ...]
    kind: str
    rule: str
    confidence: float
    rivals: tuple[tuple[str, float], ...] = ()


class Context:
    """A text and the mentions found in it so far: those by name and each resolved reference."""

    def __init__(self, doc: Doc, scorer: Scorer | None = None, encoder: Encoder | None = None):
        self.doc = doc
        self.scorer = scorer
        self.encoder = encoder
        self.actors = actor_records(doc)
        self.sentence_of = sentence_ids(doc)
        mentions = read_mentions(doc)
        self.named = [(m.span.start, m.span.end, m.actor_id) for m in mentions]
        self.n_named = Counter(actor_id for *_, actor_id in self.named)
        # How certain each name's actor is, by the name's first token.
        self.sure_of = {m.span.start: m.confidence for m in mentions}
        self.taken = {i for start, end, _ in self.named for i in range(start, end)}
        self.genders = {a: record.get("gender") for a, record in self.actors.items()}
        # Mentions by sentence, including every pronoun that is resolved.
        self.by_sentence: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for start, end, actor_id in self.named:
            head = doc[start:end].root.i
            self.by_sentence[self.sentence_of[start]].append((head, actor_id))
        self.quotation_of = {
            i: number
            for number, (start, end) in enumerate(quotations_of(doc))
            for i in range(start, end)
        }
        self.found: list[Reference] = []
        self.source_of = quoted_sources(doc)
        self.first_named: dict[str, int] = {}
        for start, _, actor_id in self.named:
            self.first_named.setdefault(actor_id, start)
        self.countries = Counter(a for _, _, a in self.named if kind_of(a) == COUNTRY)
        self.countries = self.countries.most_common(3)
        self.bearers = self._bearers()
        names = {a: record["name"] for a, record in self.actors.items()}
        self.called = Called(doc, self.named, names)

    def _bearers(self) -> dict[str, list[str]]:
        """The holders of each office, by the last word of their role."""
        bearers: dict[str, list[str]] = defaultdict(list)
        for actor_id, record in self.actors.items():
            if record["role"]:
                bearers[record["role"].lower().replace("-", " ").split()[-1]].append(actor_id)
        return bearers

    def sentences_back(self, token: Token, reach: int) -> range:
        """Return the numbers of the sentence of `token` and of `reach` before it, backwards."""
        sentence_id = self.sentence_of.get(token.i, -1)
        return range(sentence_id, max(-1, sentence_id - reach - 1), -1)

    def mentions_near(self, token: Token) -> Iterable[tuple[int, str]]:
        """Return the head and the actor of each mention in the sentence of `token`."""
        return self.by_sentence.get(self.sentence_of.get(token.i, -1), ())

    def is_subject(self, head: int) -> bool:
        """Say whether the token at `head` is the subject of a clause, or joined to one."""
        return is_subject(self.doc[head])

    @cached_property
    def reader(self) -> Reader:
        """The candidates for pronouns and their features; descriptions resolved so far count."""
        resolved = {r.end - 1: r.actor_ids[0] for r in self.found if len(r.actor_ids) == 1}
        candidates = find_candidates(self.doc, resolved)
        return Reader(self.doc, candidates, self.sentence_of, self.quotation_of)

    def resolve(
        self,
        token: Token,
        actor_id: str,
        rule: str,
        confidence: float | None = None,
        rivals: tuple[tuple[str, float], ...] = (),
    ) -> None:
        """Record that a pronoun means an actor, and what it shows about a person's gender."""
        if kind_of(actor_id) == PERSON and self.genders.get(actor_id) is None:
            self.genders[actor_id] = GENDERS.get(token.lower_)
        sure = confidence or mention_rules()[rule].confidence
        self.keep(Reference(token.i, token.i + 1, (actor_id,), "pronoun", rule, sure, rivals))

    def describe(self, start: int, token: Token, ids: list[str], rule: str) -> None:
        """Record that the description from `start` to `token` means the actors `ids`."""
        sure = mention_rules()[rule].confidence
        self.keep(Reference(start, token.i + 1, tuple(ids), "nominal", rule, sure))

    def keep(self, reference: Reference) -> None:
        """Record a reference, so that later rules find it as an antecedent."""
        self.found.append(reference)
        self.taken.update(range(reference.start, reference.end))
        head = reference.end - 1
        for actor_id in reference.actor_ids:
            mentions = self.by_sentence[self.sentence_of[reference.start]]
            mentions.append((head, actor_id))
            mentions.sort()

    def speaker(self, token: Token) -> str | None:
        """Return the actor whose words the quotation around `token` is, by the statement rules."""
        source = self.source_of.get(token.i)
        if source is None:
            return None
        head = self.doc[slice(*source)].root
        return next((a for i, a in self.mentions_near(head) if i == head.i), None)

    def is_named_before(self, actor_id: str, token: Token) -> bool:
        """Say whether the actor is named before the token."""
        return self.first_named[actor_id] < token.i
