"""The beginning of a report: the few things that a reader should know first.

Most of it is quoted, because a quotation is never wrong: how the article begins, what its actors
say, what it reports about two of them, and its key sentences. A count is reported only if it rests
on enough evidence; that nothing was found is never reported.
"""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from helpers.annotation.lexicons import sentence_words
from helpers.findings.article_frames import SURE, ArticleFrames
from helpers.findings.finding import Finding, ids_of
from helpers.findings.quoting import (
    first_words,
    has_word,
    opens_quotation,
    quoted,
    without_quotation_marks,
    without_quotations,
)
from helpers.tables.key_sentences import key_sentences
from helpers.tables.network import SIGNIFICANT
from helpers.wording import count, listed, named

FEWEST, MOST = 5, 7  # findings on a first screen
MOST_OF_A_KIND = 2
LONGEST_LEAD = 75  # words
MOST_INTRODUCED = 3  # actors named before a sentence
SHORTEST_SPEECH, LONGEST_SPEECH = 5, 45  # words of a statement that is quoted
LONGEST_SOURCE = 14  # words of a source, as the article describes it
MOST_OF_A_LEAD = 3  # sentences
SHORT_LEAD = 10  # words; a shorter lead is continued with the next sentence
OF_THE_TITLE = 1.0  # weight of a sentence that has all of the headline's words
AS_GOOD = 0.8  # share of the median weight that findings beyond the fewest need
ALIKE = 0.5  # share of the shorter sentence's words that it shares with one chosen before
# The least evidence for saying something about a whole article.
FEWEST_ABOUT, FEWEST_STATEMENTS = 4, 5
FEWEST_JUDGED, FEWEST_JUDGED_SENTENCES = 8, 5
ONE_SIDED = 0.85  # share of the mentions with the same tone
CLEAR = 0.9  # probability of a tone that counts
FEWEST_UNITS, FEWEST_TOGETHER = 10, 4
LESS_IF_UNCLEAR = 0.4
NAMED = frozenset(("name", "demonym", "metonym"))


def first_screen(frames: dict[str, pd.DataFrame], title: str = "") -> list[Finding]:
    """Return the findings at the top of a report, five to seven if the article has that many.

    Parameters
    ----------
    frames
        What `helpers.tables.article_frames` returns.
    title
        The headline.

    Returns
    -------
    list of Finding
        How the article begins comes first; then, in the order of the text, at most two statements,
        two acts and two other sentences, quoted or summarised (more of them if there would be fewer
        than five findings); then counts, if they are certain enough. An article without a sentence
        that can be quoted may have none.
    """
    if frames["sentences"].empty:
        return []
    keys = key_sentences(frames["sentences"], frames["tokens"], title)
    article = ArticleFrames(frames, keys)
    lead = _lead(article, title)
    candidates = [*_statements(article), *_acts(article), *_others(article)]
    counted = [*_silent(article), *_tone(article), *_together(article)][:MOST_OF_A_KIND]
    told = [*lead, *counted]
    chosen = _chosen(article, candidates, lead, MOST - len(told), MOST_OF_A_KIND)
    fewest = FEWEST - len(told)
    chosen = [*chosen[:fewest], *_as_good(chosen[fewest:], chosen)]
    chosen += _chosen(article, candidates, [*lead, *chosen], fewest - len(chosen), FEWEST)
    return [*lead, *sorted(chosen, key=lambda finding: finding.sentence_ids), *counted]


def _chosen(
    article: ArticleFrames,
    candidates: list[Finding],
    told: list[Finding],
    room: int,
    most_of_a_kind: int,
) -> list[Finding]:
    """The best candidates that add something to what is chosen, as far as there is space.

    Words of the headline count until a finding contains them: what it promises comes first.
    """
    left = list(candidates)
    chosen: list[Finding] = []
    while left and len(chosen) < room:
        covered = article.title_words([*told, *chosen])
        best = max(left, key=lambda finding: _value(article, finding, covered))
        left.remove(best)
        alike = sum(other.kind == best.kind for other in chosen)
        if alike < most_of_a_kind and not _is_told(best, [*told, *chosen]):
            chosen.append(best._replace(weight=_value(article, best, covered)))
    return chosen


def _value(article: ArticleFrames, candidate: Finding, covered: set[str]) -> float:
    new = article.title_words([candidate]) - covered
    return candidate.weight + OF_THE_TITLE * len(new) / max(article.n_title_words, 1)


def _as_good(more: list[Finding], chosen: list[Finding]) -> list[Finding]:
    """Those of the findings beyond the fewest that are about as good as the others."""
    weights = sorted(finding.weight for finding in chosen)
    return [finding for finding in more if finding.weight >= weights[len(weights) // 2] * AS_GOOD]


def _is_told(candidate: Finding, others: Iterable[Finding]) -> bool:
    words = _words(candidate.text)
    for other in others:
        if set(candidate.sentence_ids) & set(other.sentence_ids):
            return True
        theirs = _words(other.text)
        if len(words & theirs) >= ALIKE * min(len(words), len(theirs)):
            return True
    return False


def _lead(article: ArticleFrames, title: str) -> list[Finding]:
    """How the text begins; a headline, a place, a name or a date may precede it."""
    for sentence_id in range(min(3, len(article.keys))):
        ids = _whole_quotations(article, sentence_id)
        text = " ".join(map(article.sentence, ids))
        if text.rstrip(".") == title.strip().rstrip(".") or _is_teaser(article, text):
            continue
        if article.stands_alone(sentence_id) or _is_whole(text):
            if len(text.split()) < SHORT_LEAD and ids[-1] + 1 < len(article.keys):
                ids.append(ids[-1] + 1)
            text = " ".join(map(article.sentence, ids))
            return [Finding(f"The article begins: {quoted(text)}", tuple(ids), "lead", 1.0)]
    return []


def _is_teaser(article: ArticleFrames, text: str) -> bool:
    """ "Here is the news you need to know today." """
    first = re.findall(r"\w+", text.lower())[:1]
    points = not sentence_words("points back").isdisjoint(first)
    return points and article.speaks_to_the_reader(text)


def _whole_quotations(article: ArticleFrames, sentence_id: int) -> list[int]:
    """A sentence, with the following ones up to the end of a quotation that it opens."""
    ids = [sentence_id]
    while opens_quotation(" ".join(map(article.sentence, ids))):
        if len(ids) == MOST_OF_A_LEAD or ids[-1] + 1 == len(article.keys):
            return [sentence_id]
        ids.append(ids[-1] + 1)
    return ids


def _is_whole(text: str) -> bool:
    words = [word for word in text.split() if re.search(r"[^\W\d]", word)]
    return 5 <= len(words) <= LONGEST_LEAD and text.rstrip("”’\"'")[-1:] in {".", "!", "?"}


def _statements(article: ArticleFrames) -> Iterator[Finding]:
    """What named actors say in their own words."""
    statements, mentions = article.frames["statements"], article.frames["mentions"]
    for row in statements[statements["form"] == "speech"].itertuples():
        if row.kind != "direct" or not _is_said_by_a_name(row, mentions):
            continue
        piece = first_words(row.content)
        content = without_quotation_marks(piece)
        words = content.split()
        if not SHORTEST_SPEECH <= len(words) <= LONGEST_SPEECH or "…" in content:
            continue
        if words[0].lower() in sentence_words("one or several before"):
            continue
        stretch = row.content_start_char, row.content_start_char + len(piece)
        ids = article.sentences_at(*stretch)
        if not article.says_something(*stretch) or article.leaves_open_who(*stretch):
            continue
        weight = 0.1 + max(article.weight(sentence_id) for sentence_id in ids)
        weight -= LESS_IF_UNCLEAR if article.points_back(*stretch) else 0.0
        text = f"{_speaker(row, article)}: {quoted(content)}"
        yield Finding(text, ids_of([*ids, row.sentence_id]), "statement", weight)


def _is_said_by_a_name(row, mentions: pd.DataFrame) -> bool:
    """Is the source named at the statement, and does the cue say that it was said?"""
    if pd.isna(row.source) or pd.isna(row.cue) or has_word(row.cue, "perhaps not said"):
        return False
    inside = mentions[
        (mentions["start_char"] >= row.source_start_char)
        & (mentions["end_char"] <= row.source_end_char)
        & (mentions["actor_id"] == row.source_actor_id)
    ]
    return bool((inside["kind"].isin(NAMED) & (inside["confidence"] >= SURE)).any())


def _speaker(row, article: ArticleFrames) -> str:
    """The source as the article describes it, or its full name if that is only a short name."""
    name = article.name_of(row.source_actor_id, start=True)
    source = " ".join(row.source.split()).strip(" ,")
    words = source.split()
    if (
        name in source
        and len(words) <= LONGEST_SOURCE
        and words[0].lower() not in sentence_words("points back")
    ):
        return source[:1].upper() + source[1:]
    return name


def _acts(article: ArticleFrames) -> Iterator[Finding]:
    """Sentences in which one named actor acts on another."""
    events, mentions = article.frames["events"], article.frames["mentions"]
    between = events[
        events["source_actor_id"].notna()
        & events["target_actor_id"].notna()
        & (events["source_actor_id"] != events["target_actor_id"])
        & (events["event_class"] != "other")
    ]
    for sentence_id, acts in between.groupby("sentence_id"):
        if not article.tells(sentence_id):
            continue
        if not article.stands_alone(sentence_id):
            yield from _summarised(article, acts)
            continue
        inside = mentions[(mentions["sentence_id"] == sentence_id) & mentions["kind"].isin(NAMED)]
        parties = {*acts["source_actor_id"], *acts["target_actor_id"]}
        if not parties <= {*inside["actor_id"]}:
            continue
        in_order = [a for a in dict.fromkeys(inside["actor_id"]) if a in parties]
        asserted = (acts["modality"].eq("asserted") & ~acts["negated"]).any()
        weight = article.weight(sentence_id) + (0.1 if asserted else 0.0)
        text = _introduced(article.sentence(sentence_id), map(article.name_of, in_order))
        yield Finding(text, (int(sentence_id),), "act", weight)


def _summarised(article: ArticleFrames, acts: pd.DataFrame) -> Iterator[Finding]:
    """An act from a sentence that cannot be quoted, in our words."""
    told = acts[acts["summary"].notna() & acts["modality"].isin(["asserted", "future"])]
    for act in told.head(1).itertuples():
        yield Finding(act.summary, (act.sentence_id,), "act", article.weight(act.sentence_id))


def _introduced(sentence: str, names: Iterable[str]) -> str:
    """The sentence, preceded by its actors' full names if it lacks them."""
    names = list(names)
    if len(names) > MOST_INTRODUCED or all(name in sentence for name in names):
        return quoted(sentence)
    return f"On {listed(names)}: {quoted(sentence)}"


def _others(article: ArticleFrames) -> Iterator[Finding]:
    """Other key sentences of the article."""
    for sentence_id in map(int, article.keys["sentence_id"]):
        if not article.stands_alone(sentence_id) or not article.tells(sentence_id):
            continue
        text = article.sentence(sentence_id)
        described = article.described_at_the_start(sentence_id)
        referred = article.meant_by_pronouns(sentence_id)
        meant = None if described is None or referred is None else [*described, *referred]
        if article.speaks_to_the_reader(text):
            continue
        # Outside quotation marks it is not clear who "we" are.
        unclear = meant is None or has_word(without_quotations(text), "first person")
        less = LESS_IF_UNCLEAR if unclear else 0.05
        weight = article.weight(sentence_id) - less
        yield Finding(_introduced(text, meant or []), (sentence_id,), "sentence", weight)


def _silent(article: ArticleFrames) -> Iterator[Finding]:
    """An actor that others speak about and the article never quotes, if all speakers are known."""
    from helpers.tables.speaking import speakers

    frames = article.frames
    speech = frames["statements"][frames["statements"]["form"] == "speech"]
    if len(speech) < FEWEST_STATEMENTS or speech["source_actor_id"].isna().any():
        return
    speaking = speakers(frames["actors"], frames["mentions"], frames["statements"])
    actors = frames["actors"].set_index("actor_id")
    heard = set(speaking.loc[speaking["n_statements"] > 0, "actor_id"])
    spoken_for = set(actors.loc[actors.index.isin(heard), "affiliation"].dropna())
    silent = speaking[
        (speaking["n_statements"] == 0)
        & (speaking["n_about"] >= FEWEST_ABOUT)
        & ~speaking["name"].isin(spoken_for)
    ].sort_values("n_about", ascending=False)
    if len(silent):
        top = silent.iloc[0]
        yield Finding(
            f"{named(top['name'], top['kind'], start=True)} is spoken about in "
            f"{count(top['n_about'], 'statement')} and never quoted.",
            tuple(top["spoken_about_in"]),
            "silence",
        )


def _tone(article: ArticleFrames) -> Iterator[Finding]:
    """An actor about whom the narrator speaks almost always in one tone."""
    judged = article.frames["actor_sentiment"]
    actors = article.frames["actors"].set_index("actor_id")
    judged = judged[judged["actor_id"].isin(actors.index) & (judged["voice"] == "narrator")]
    for actor_id, own in judged.groupby("actor_id", sort=False):
        if len(own) < FEWEST_JUDGED or own["sentence_id"].nunique() < FEWEST_JUDGED_SENTENCES:
            continue
        for tone in ("negative", "positive"):
            marked = own[(own["polarity"] == tone) & (own[tone] >= CLEAR)]
            if len(marked) >= ONE_SIDED * len(own):
                yield Finding(
                    f"The tone towards {article.name_of(actor_id)} is mostly {tone}: in "
                    f"{len(marked)} of {count(len(own), 'mention')} in the narrator's words.",
                    ids_of(marked["sentence_id"]),
                    "tone",
                )


def _together(article: ArticleFrames) -> Iterator[Finding]:
    """Who appears together more often than by chance, which a single article seldom shows."""
    pairs, sentences = article.frames["cooccurrence"], article.frames["sentences"]
    if len(sentences) < FEWEST_UNITS or sentences["text"].duplicated().any():
        return
    often = pairs[(pairs["p_adjusted"] < SIGNIFICANT) & (pairs["n"] >= FEWEST_TOGETHER)]
    for pair in often.head(1).itertuples():
        who = listed([article.name_of(pair.source_id, start=True), article.name_of(pair.target_id)])
        yield Finding(
            f"{who} appear together more often than chance explains: in "
            f"{count(pair.n, pair.unit)}, where chance would give {pair.expected:.1f}.",
            ids_of(pair.sentence_ids),
            "network",
        )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}
