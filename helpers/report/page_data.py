"""What a report's page says besides its chapters: the article, its actors, pairs and statements,
and notes on how far to trust all this for this article. Everything names the sentences behind it.
"""

from collections.abc import Iterator

import pandas as pd
from spacy.tokens import Doc

from helpers.annotation.mentions import actor_records
from helpers.annotation.quotations import quotations_of
from helpers.annotation.sentences import sentence_ids
from helpers.findings import first_screen, reading_minutes
from helpers.report.article_html import finding_html, linked_article_html
from helpers.report.network_map import left_out, map_html
from helpers.tables import article_frames
from helpers.tables.network import SIGNIFICANT
from helpers.tables.tone import TOO_FEW, tone_of
from helpers.wording import count, named, signed

ENOUGH_SENTENCES = 30  # below that, hardly any pair can meet more often than chance
MAX_UNSURE = 12
MOST_CAPITALS = 0.6  # share of the letters from which on a text counts as set in capitals
FIRST_WORDS = 9
TONES = ("negative", "neutral", "positive")


def page_parts(doc: Doc, frames: dict[str, pd.DataFrame] | None = None) -> dict:
    """Return, as JSON can hold it, all that a page shows of an annotated article.

    `article`, `map` and the `html` of `findings` are HTML, in which the article's text is escaped;
    all other texts are plain.
    The card of an actor is `#actor-<actor_id>`; places in the lists `pairs` and `statements` are
    the numbers in `#pair-0` and `#statement-0`. `uses` has for each sentence its first words and
    the actors, pairs and statements that it is evidence for. `notes` are sentences with their
    `sentence_ids`. `not_on_map` has the ids of the actors that the map leaves out.
    `corrections` are those that hold for the article. Frames that are missing or empty
    (`actor_sentiment`, `statements`, `events`) leave their part out.
    """
    frames = article_frames(doc) if frames is None else frames
    actors = frames["actors"].reset_index(drop=True)
    sentences, mentions, pairs = frames["sentences"], frames["mentions"], frames["cooccurrence"]
    statements = frames.get("statements")
    if statements is not None and statements.empty:
        statements = None
    log = list(doc.spans["mentions"].attrs.get("corrections", []))
    parts = {
        "facts": _facts(frames),
        "findings": [
            {
                "text": finding.text,
                "html": finding_html(finding.text, finding.sentence_ids, mentions, actors),
                "sentence_ids": list(finding.sentence_ids),
                "kind": finding.kind,
            }
            for finding in first_screen(frames, doc.user_data["title"])
        ],
        "article": linked_article_html(sentences, mentions, actors, statements),
        "map": map_html(actors, pairs),
        "not_on_map": left_out(actors, pairs),
        "actors": list(_actors(frames, doc)),
        "pairs": [_pair(row) for row in pairs.itertuples()],
        "statements": []
        if statements is None
        else list(_statements(statements, set(actors["actor_id"]))),
        "notes": list(_notes(doc, frames)),
        "corrections": log,
    }
    parts["uses"] = _uses(sentences, parts)
    return parts


def _facts(frames: dict[str, pd.DataFrame]) -> dict:
    tokens = frames["tokens"]
    n_words = int((~tokens["pos"].isin({"PUNCT", "SYM"})).sum())
    return {
        "n_words": n_words,
        "minutes": reading_minutes(n_words),
        "n_sentences": len(frames["sentences"]),
        "n_actors": len(frames["actors"]),
        "actors": _most_mentioned(frames["actors"]),
    }


def _most_mentioned(actors: pd.DataFrame) -> str:
    """How many actors there are, and which is mentioned most if it is no tie."""
    if actors.empty:
        return ""
    text = count(len(actors), "actor")
    top = actors.nlargest(2, "n_mentions")
    first = top.iloc[0]
    if len(actors) > 1 and first["n_mentions"] > top["n_mentions"].iloc[1]:
        name = named(first["name"], first["kind"])
        text += f"; {name} is mentioned most, {count(first['n_mentions'], 'time')}"
    return f"{text}."


def _actors(frames: dict[str, pd.DataFrame], doc: Doc) -> Iterator[dict]:
    mentions = frames["mentions"]
    records = actor_records(doc)
    tone = _tone(frames)
    for row in frames["actors"].itertuples():
        own = mentions[mentions["actor_id"] == row.actor_id]
        forms = own.groupby("text", sort=False)["sentence_id"]
        yield {
            "id": row.actor_id,
            "name": row.name,
            "kind": row.kind,
            "role": _or_none(row.role),
            "affiliation": _or_none(row.affiliation),
            "n_mentions": int(row.n_mentions),
            "sentences": _ids(own["sentence_id"]),
            "forms": sorted(
                ({"text": form, "n": len(ids), "sentences": _ids(ids)} for form, ids in forms),
                key=lambda form: -form["n"],
            ),
            "tone": tone(row.actor_id, own),
            "said": _said_by(frames.get("statements"), row.actor_id),
            "events": list(_events(frames, row.actor_id)),
            "corrected": records.get(row.actor_id, {}).get("corrected"),
        }


def _tone(frames: dict[str, pd.DataFrame]):
    """A function that says the tone of an actor: towards it, or else around it."""
    towards = frames.get("actor_sentiment")
    compound = frames["sentence_sentiment"].set_index("sentence_id")["compound"]

    def of(actor_id: str, own: pd.DataFrame) -> dict:
        if towards is not None and not towards.empty:
            judged = towards[towards["actor_id"] == actor_id]
            parts = [
                {"tone": tone, "n": len(ids), "sentences": _ids(ids)}
                for tone in TONES
                if len(ids := judged.loc[judged["polarity"] == tone, "sentence_id"])
            ]
            return {"what": "towards", "words": "", "parts": parts}
        scores = compound.loc[_ids(own["sentence_id"])]
        parts = [
            {"tone": tone, "n": len(ids), "sentences": ids}
            for tone in TONES
            if (ids := [int(i) for i, score in scores.items() if tone_of(score) == tone])
        ]
        mean = f"mean {signed(scores.mean())}" if len(scores) >= TOO_FEW else ""
        return {"what": "around", "words": mean, "parts": parts}

    return of


def _events(frames: dict[str, pd.DataFrame], actor_id: str) -> Iterator[dict]:
    """What the actor did, and to whom: the events frame, if there is one."""
    events = frames.get("events")
    if events is None or events.empty:
        return
    names = frames["actors"].set_index("actor_id")["name"]
    own = events["source_actor_id"] == actor_id
    shared = events["mutual"] & (events["target_actor_id"] == actor_id)
    told = set()
    for row in events[own | shared].itertuples():
        summary = getattr(row, "summary", None)
        if pd.notna(summary):
            if summary not in told:
                told.add(summary)
                yield {"words": summary, "sentence": int(row.sentence_id)}
            continue
        hedge = "not " if row.negated else ""
        doubt = "" if row.modality == "asserted" else f" ({row.modality})"
        side = "target" if row.source_actor_id == actor_id else "source"
        other, words = getattr(row, f"{side}_actor_id"), getattr(row, side)
        target = names.get(other) or _or_none(words)
        target = f" → {target}" if target else ""
        # Of "a face-off" the words are "off" alone.
        act = row.action if len(row.text) < len(row.action) else row.text
        yield {"words": f"{hedge}{act}{target}{doubt}", "sentence": int(row.sentence_id)}


def _pair(row) -> dict:
    chance = getattr(row, "p_adjusted", row.p_value)
    return {
        "ends": [row.source_id, row.target_id],
        "n": int(row.n),
        "expected": f"{row.expected:.1f}",
        "beyond_chance": bool(chance < SIGNIFICANT),
        "tone": "" if pd.isna(row.tone) else signed(row.tone),
        "actions": list(dict.fromkeys(getattr(row, "actions", None) or []))[:6],
        "sentences": _ids(row.sentence_ids),
    }


def _statements(statements: pd.DataFrame, known: set[str]) -> Iterator[dict]:
    for row in statements.itertuples():
        yield {
            "id": int(row.statement_id),
            "kind": row.kind if row.form == "speech" else row.form,
            "source": _or_none(row.source),
            "actors": [i for i in row.source_actor_ids if i in known],
            "cue": _or_none(row.cue),
            "content": _or_none(row.content) or row.text,
            "sentence": int(row.sentence_id),
        }


def _said_by(statements: pd.DataFrame | None, actor_id: str) -> list[int]:
    if statements is None or statements.empty:
        return []
    said = statements.explode("source_actor_ids")
    return _ids(said.loc[said["source_actor_ids"] == actor_id, "statement_id"])


def _notes(doc: Doc, frames: dict[str, pd.DataFrame]) -> Iterator[dict]:
    """What a reader should know of this article in particular before trusting the figures."""
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
    return {"text": text, "sentence_ids": _ids(ids)}


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


def _ids(values) -> list[int]:
    return sorted({int(value) for value in values})


def _or_none(value):
    return None if pd.isna(value) else value
