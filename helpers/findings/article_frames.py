"""The frames of an article, and how important its sentences are to a reader."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from helpers.findings.finding import Finding, ids_of
from helpers.tables.key_sentences import CONTENT
from helpers.wording import named

EARLY = 4  # the position in the text with half the weight of the first sentence
FEWEST_CONTENT = 3  # content words, not counting names, of a text worth reporting


class ArticleFrames(NamedTuple):
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
        tokens = self.frames["tokens"]
        inside = tokens[(tokens["start_char"] >= start) & (tokens["end_char"] <= end)]
        is_content = inside["pos"].isin(CONTENT - {"PROPN"}) & ~inside["is_stop"]
        return int(is_content.sum()) >= FEWEST_CONTENT

    def tells(self, sentence_id: int) -> bool:
        """Does the sentence say enough to be reported?"""
        place = self.frames["sentences"].iloc[sentence_id]
        return self.says_something(place["start_char"], place["end_char"])

    def stands_alone(self, sentence_id: int) -> bool:
        """Can the sentence be quoted by itself, as the article's own words?"""
        return bool(self.keys["stands_alone"].iloc[sentence_id]) and not self._is_said(sentence_id)

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
