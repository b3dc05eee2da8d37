"""What a report's page shows besides its chapters: the article, its actors, pairs and statements,
and notes on how far to trust the results for this article. Everything lists its sentences.
"""

from collections.abc import Iterator

import pandas as pd
from spacy.tokens import Doc

from helpers.annotation.mentions import actor_records
from helpers.annotation.quotations import quotations_of
from helpers.annotation.sentences import sentence_ids
from helpers.findings import first_screen, reading_minutes
from helpers.report.article_html import finding_html, linked_article_html
from helpers.report.card_data import cards, numbers, or_none
from helpers.report.network_map import draw_map, left_out
from helpers.report.quotation import lead_quotation
from helpers.report.tone_strip import tone_strip
from helpers.tables import article_frames
from helpers.tables.act_words import acts
from helpers.tables.network import SIGNIFICANT
from helpers.tables.network.connections import connections
from helpers.tables.schema import rows_of
from helpers.wording import count, named, number_of_words, signed

ENOUGH_SENTENCES = 30  # with fewer, hardly any pair can appear together beyond chance
MAX_UNSURE = 12
MOST_CAPITALS = 0.6  # share of capital letters from which a text counts as set in capitals
FIRST_WORDS = 9


def page_parts(doc: Doc, frames: dict[str, pd.DataFrame] | None = None) -> dict:
    """Return everything that a page shows of an annotated article, in a form that JSON can hold.

    `article`, `map` and the `html` of `findings` are HTML, in which the article's text is escaped;
    all other texts are plain. An actor's card is `#actor-<actor_id>`; positions in the lists
    `pairs` and `statements` are the numbers in `#pair-0` and `#statement-0`. `uses` has for each
    sentence its first words and the actors, pairs and statements that it is evidence for. `notes`
    are sentences with their `sentence_ids`. `not_on_map` has the ids of the actors that the map
    leaves out. `corrections` are those that apply to the article. Frames that are missing or empty
    (`actor_sentiment`, `statements`, `events`) leave their part out.
    """
    frames = article_frames(doc) if frames is None else frames
    actors = frames["actors"].reset_index(drop=True)
    sentences, mentions, pairs = frames["sentences"], frames["mentions"], frames["cooccurrence"]
    statements = frames.get("statements")
    if statements is not None and statements.empty:
        statements = None
    title = doc.user_data["title"]
    actor_acts = acts(frames["events"], frames["tokens"]) if "events" in frames else None
    drawn = draw_map(actors, pairs, actor_acts)
    findings = first_screen(frames, title)
    parts = {
        "facts": _facts(frames),
        "findings": [
            {
                "text": finding.text,
                "html": finding_html(finding.text, finding.sentence_ids, mentions, actors),
                "sentence_ids": list(finding.sentence_ids),
                "kind": finding.kind,
            }
            for finding in findings
        ],
        "quotation": lead_quotation(
            frames, title, {i for finding in findings for i in finding.sentence_ids}
        ),
        "article": linked_article_html(sentences, mentions, actors, statements),
        "map": drawn._asdict(),
        "not_on_map": left_out(actors, pairs),
        "tone": tone_strip(actors, sentences, frames.get("actor_sentiment")),
        "actors": list(cards(frames, actor_records(doc))),
        "pairs": list(_pairs(frames, actor_acts)),
        "statements": []
        if statements is None
        else list(_statements(statements, set(actors["actor_id"]))),
        "notes": list(_notes(doc, frames)),
        "corrections": list(doc.spans["mentions"].attrs.get("corrections", [])),
    }
    parts["uses"] = _uses(sentences, parts)
    return parts


def _facts(frames: dict[str, pd.DataFrame]) -> dict:
    n_words = int(frames["sentences"]["text"].map(number_of_words).sum())
    return {
        "n_words": n_words,
        "minutes": reading_minutes(n_words),
        "n_sentences": len(frames["sentences"]),
        "n_actors": len(frames["actors"]),
        "actors": _most_mentioned(frames["actors"]),
    }


def _most_mentioned(actors: pd.DataFrame) -> str:
    """How many actors there are, and which is mentioned most, unless there is a tie."""
    if actors.empty:
        return ""
    text = count(len(actors), "actor")
    top = actors.nlargest(2, "n_mentions")
    first = top.iloc[0]
    if len(actors) > 1 and first["n_mentions"] > top["n_mentions"].iloc[1]:
        name = named(first["name"], first["kind"])
        text += f"; {name} is mentioned most, {count(first['n_mentions'], 'time')}"
    return f"{text}."


def _pairs(frames: dict[str, pd.DataFrame], actor_acts: pd.DataFrame | None) -> Iterator[dict]:
    statements = rows_of(frames["statements"]) if "statements" in frames else []
    said = connections(rows_of(frames["mentions"]), [], statements)
    acted = {}
    for act in () if actor_acts is None else actor_acts.itertuples():
        arrow = "↔" if act.mutual else "→" if act.source_id < act.target_id else "←"
        pair = (min(act.source_id, act.target_id), max(act.source_id, act.target_id))
        acted.setdefault(pair, []).append(f"{arrow} {act.words}")
    for row in frames["cooccurrence"].itertuples():
        pair = (min(row.source_id, row.target_id), max(row.source_id, row.target_id))
        yield {
            "ends": list(pair),
            "n": int(row.n),
            "expected": f"{row.expected:.1f}",
            "beyond_chance": bool(row.p_adjusted < SIGNIFICANT),
            "tone": "" if pd.isna(row.tone) else signed(row.tone),
            "actions": list(dict.fromkeys([*acted.get(pair, []), *said.get(pair, [])]))[:6],
            "sentences": numbers(row.sentence_ids),
        }


def _statements(statements: pd.DataFrame, known: set[str]) -> Iterator[dict]:
    for row in statements.itertuples():
        yield {
            "id": int(row.statement_id),
            "kind": row.kind if row.form == "speech" else row.form,
            "source": or_none(row.source),
            "actors": [i for i in row.source_actor_ids if i in known],
            "cue": or_none(row.cue),
            "content": or_none(row.content) or row.text,
            "sentence": int(row.sentence_id),
        }


def _notes(doc: Doc, frames: dict[str, pd.DataFrame]) -> Iterator[dict]:
    """What a reader should know about this article before trusting the figures."""
    sentences, mentions, actors = frames["sentences"], frames["mentions"], frames["actors"]
    n = len(sentences)
    if n < ENOUGH_SENTENCES:
        yield _note(
            f"Too short for statistics: with {count(n, 'sentence')}, hardly any pair of actors can "
            "appear together often enough to rule out chance. Read the numbers as counts, not as "
            "proof."
        )
    letters = [char for char in doc.text if char.isalpha()]
    if letters and sum(map(str.isupper, letters)) > MOST_CAPITALS * len(letters):
        yield _note(
            "Most of the text is in capitals, which hides what is a name: expect wrong and missing "
            "actors."
        )
    if actors.empty:
        yield _note("No actor was found. If the article has any, their names were not recognised.")
    if error := doc.spans["mentions"].attrs.get("reference_error"):
        yield _note(f"Pronouns that could be resolved stay open: {error}.")
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    unsure = mentions[mentions["confidence"] < 1]
    forms = unsure[unsure["kind"].isin({"name", "demonym", "metonym", "title"})]
    for (form, actor_id), group in list(forms.groupby(["text", "actor_id"], sort=False))[
        :MAX_UNSURE
    ]:
        yield _note(
            f"“{form}” was taken to be {names.get(actor_id, actor_id)}, but could be another "
            "actor: "
            f"{group['rule'].iloc[0]}.",
            group["sentence_id"],
        )
    others = unsure.drop(forms.index)
    if len(others):
        words = count(len(others), "pronoun or description", "pronouns and descriptions")
        were = "was" if len(others) == 1 else "were"
        yield _note(
            f"{words} {were} assigned to the most likely actor, with a mean confidence of "
            f"{others['confidence'].mean():.0%}.",
            others["sentence_id"],
        )
    yield from _notes_on_speech(doc, frames)


def _notes_on_speech(doc: Doc, frames: dict[str, pd.DataFrame]) -> Iterator[dict]:
    statements = frames.get("statements")
    if statements is not None and len(statements):
        nobody = statements[statements["source"].isna()]
        if len(nobody):
            yield _note(
                f"{count(len(nobody), 'statement has', 'statements have')} no speaker that could "
                "be identified.",
                nobody["sentence_id"],
            )
        unknown = statements[statements["source"].notna() & statements["source_actor_id"].isna()]
        if len(unknown):
            yield _note(
                f"{count(len(unknown), 'statement comes', 'statements come')} from a speaker who "
                "is not one of the actors, such as unnamed officials.",
                unknown["sentence_id"],
            )
    sentence_of = sentence_ids(doc)
    quoted = sorted(
        {
            sentence_of[i]
            for start, end in quotations_of(doc)
            for i in range(start, end)
            if i in sentence_of
        }
    )
    if quoted:
        yield _note(
            f"{len(quoted)} of {count(len(frames['sentences']), 'sentence')} contain quotations: "
            "their "
            "tone is the speaker's, not necessarily the newspaper's.",
            quoted,
        )


def _note(text: str, ids=()) -> dict:
    return {"text": text, "sentence_ids": numbers(ids)}


def _uses(sentences: pd.DataFrame, parts: dict) -> list[dict]:
    uses = [
        {
            "id": int(row.sentence_id),
            "words": _first_words(row.text),
            "actors": [],
            "pairs": [],
            "statements": [],
        }
        for row in sentences.itertuples()
    ]
    by_id = {use["id"]: use for use in uses}
    for i, pair in enumerate(parts["pairs"]):
        for sentence_id in pair["sentences"]:
            by_id[sentence_id]["pairs"].append(i)
    for actor in parts["actors"]:
        for sentence_id in actor["sentences"]:
            by_id[sentence_id]["actors"].append(actor["id"])
    for item in parts["statements"]:
        by_id[item["sentence"]]["statements"].append(item["id"])
    return uses


def _first_words(text: str) -> str:
    words = text.split()
    shown = " ".join(words[:FIRST_WORDS])[:80]
    return shown if shown == text else f"{shown} …"
