"""The frames of an article, and how important its sentences are to a reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.annotation.actor_ids import PERSON
from helpers.annotation.lexicons import describing_nouns, sentence_words
from helpers.annotation.lexicons.person_nouns import is_person
from helpers.findings.finding import Finding, ids_of
from helpers.findings.quoting import has_word, without_quotations
from helpers.tables.key_sentences import CONTENT, points_back
from helpers.wording import named

EARLY = 4  # the position in the text with half the weight of the first sentence
SURE = 0.8  # lowest confidence of a mention that a finding rests on
OF_ADVICE = 0.3  # share of the sentences of an article of advice that say "you"
FEWEST_CONTENT = 3  # content words, not counting names, of a text worth reporting


@dataclass(frozen=True)
class ArticleFrames:
    """The frames that findings are written from, and the sentences by importance."""

    frames: dict[str, pd.DataFrame]
    keys: pd.DataFrame

    def sentence(self, sentence_id: int) -> str:
        """Return a sentence on one line."""
        return " ".join(self.frames["sentences"]["text"].iloc[sentence_id].split())

    def sentences_at(self, start: int, end: int) -> list[int]:
        """Return the numbers of the sentences that a stretch of text overlaps."""
        sentences = self.frames["sentences"]
        touched = sentences[(sentences["start_char"] < end) & (sentences["end_char"] > start)]
        return touched["sentence_id"].tolist()

    def weight(self, sentence_id: int) -> float:
        """How important a sentence is, 0 to 1: its centrality, and its position in the article."""
        return 0.5 * self.keys["centrality"].iloc[sentence_id] + 0.5 / (1 + sentence_id / EARLY)

    def title_words(self, findings: Iterable[Finding]) -> set[str]:
        """The words of the headline that occur in the sentences behind findings."""
        ids = ids_of(i for finding in findings for i in finding.sentence_ids)
        return set().union(*self.keys["title_words"].iloc[list(ids)])

    @property
    def n_title_words(self) -> int:
        """How many words of the headline occur in the article."""
        return len(set().union(*self.keys["title_words"]))

    def says_something(self, start: int, end: int) -> bool:
        """Does a stretch of text have enough content words that are not names?"""
        inside = self._tokens(start, end)
        is_content = inside["pos"].isin(CONTENT - {"PROPN"}) & ~inside["is_stop"]
        return int(is_content.sum()) >= FEWEST_CONTENT

    def speaks_to_the_reader(self, text: str) -> bool:
        """Does it say "you" outside quotations, in an article that seldom does?"""
        return not self.is_advice and has_word(without_quotations(text), "second person")

    @cached_property
    def is_advice(self) -> bool:
        """Does the article say "you" in many of its sentences?"""
        said = self.frames["sentences"]["text"].map(without_quotations)
        return bool(said.map(lambda text: has_word(text, "second person")).mean() >= OF_ADVICE)

    def described_at_the_start(self, sentence_id: int) -> list[str] | None:
        """Return the actors that an initial "The company" means, if any; None if unknown."""
        mentions = self.frames["mentions"]
        start = self.frames["sentences"]["start_char"].iloc[sentence_id]
        here = mentions[(mentions["start_char"] == start) & (mentions["kind"] == "nominal")]
        if (here["confidence"] < SURE).any() or (here.empty and self._describes(sentence_id)):
            return None
        return [self.name_of(actor_id) for actor_id in here["actor_id"].unique()]

    def meant_by_pronouns(self, sentence_id: int) -> list[str] | None:
        """Return whom "he" and "she" mean that the sentence does not name; None if unsure."""
        mentions = self.frames["mentions"]
        here = mentions[mentions["sentence_id"] == sentence_id]
        personal = here["text"].str.lower().isin(sentence_words("of one person"))
        described = here.loc[here["kind"].ne("pronoun"), "actor_id"]
        meant = here[personal & here["kind"].eq("pronoun") & ~here["actor_id"].isin(described)]
        if (meant["confidence"] < SURE).any():
            return None
        return [self.name_of(actor_id) for actor_id in meant["actor_id"].unique()]

    def leaves_open_who(self, start: int, end: int) -> bool:
        """Does "he" or "she" in a stretch of text mean somebody whom it does not name before?"""
        mentions, inside = self.frames["mentions"], self._tokens(start, end)
        pronouns = inside[inside["token"].str.lower().isin(sentence_words("of one person"))]
        here = mentions[(mentions["start_char"] >= start) & (mentions["end_char"] <= end)]
        for pronoun in pronouns.itertuples():
            meant = here.loc[here["start_char"] == pronoun.start_char, "actor_id"]
            named = here.loc[
                here["kind"].eq("name") & (here["start_char"] < pronoun.start_char), "actor_id"
            ]
            if not meant.isin(named).any():
                return True
        return False

    def points_back(self, start: int, end: int) -> bool:
        """Does a stretch of text speak of "this decision", which it does not explain?"""
        return points_back(self._tokens(start, end))

    def _tokens(self, start: int, end: int) -> pd.DataFrame:
        tokens = self.frames["tokens"]
        return tokens[(tokens["start_char"] >= start) & (tokens["end_char"] <= end)]

    def _describes(self, sentence_id: int) -> bool:
        """Does it begin with a bare description: "The bank said", not "The bank of Oslo said"?"""
        tokens = self.frames["tokens"]
        words = tokens[(tokens["sentence_id"] == sentence_id) & tokens["pos"].ne("SPACE")]
        if words.empty or words["token"].iloc[0].lower() != "the":
            return False
        phrase = words[words["token_id"] <= words["head_id"].iloc[0]]
        noun, after = phrase.iloc[-1], words.iloc[len(phrase) : len(phrase) + 1]
        bare = after["pos"].isin({"VERB", "AUX", "ADV", "PART"}).all()
        known = noun["lemma"].lower() in describing_nouns() and noun["tag"] == "NN"
        return bool(bare and known and phrase["pos"].ne("PROPN").all())

    def tells(self, sentence_id: int) -> bool:
        """Does the sentence say enough to be reported?"""
        place = self.frames["sentences"].iloc[sentence_id]
        return self.says_something(place["start_char"], place["end_char"])

    def stands_alone(self, sentence_id: int) -> bool:
        """Can the sentence be quoted by itself, as the article's own words?"""
        alone = bool(self.keys["stands_alone"].iloc[sentence_id])
        return alone and not self._is_said(sentence_id) and not self._is_about_other(sentence_id)

    def _is_about_other(self, sentence_id: int) -> bool:
        """ "The Post says *he* was held": nobody in the sentence before the pronoun can be meant"""
        row = self.frames["sentences"].iloc[sentence_id]
        words = self._tokens(row["start_char"], row["end_char"])
        personal = words["token"].str.lower().isin(sentence_words("he or she"))
        found = words[personal & words["pos"].eq("PRON")]
        if found.empty:
            return False
        start, mentions = found["start_char"].iloc[0], self.frames["mentions"]
        here = mentions[mentions["start_char"].between(row["start_char"], start)]
        before = words[(words["start_char"] < start) & words["pos"].eq("NOUN")]
        people = here["actor_id"].str.startswith(f"{PERSON}:").any()
        return not people and not before["lemma"].str.lower().map(is_person).any()

    def _is_said(self, sentence_id: int) -> bool:
        """Is the whole sentence inside a quotation that began before it?"""
        row = self.frames["sentences"].iloc[sentence_id]
        said = self.frames["statements"]
        return bool(
            (
                (said["kind"] == "direct")
                & (said["content_start_char"] <= row["start_char"])
                & (said["content_end_char"] >= row["end_char"] - 1)
            ).any()
        )

    def name_of(self, actor_id: str, *, start: bool = False) -> str:
        """Return an actor's name as used in a sentence; `start` at its beginning."""
        actors = self.frames["actors"].set_index("actor_id")
        return named(actors.at[actor_id, "name"], actors.at[actor_id, "kind"], start=start)
