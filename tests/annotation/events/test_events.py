"""Events: who did what to whom, on sentences of our own that are not in the gold set."""

import json
from pathlib import Path

import pandas as pd
import pytest
from conftest import article_of
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from helpers import tables
from helpers.annotation.coordination import MOST_COORDINATED
from helpers.annotation.lexicons.acts import event_classes, frames
from helpers.annotation.pipeline import annotate
from helpers.tables.interactions import between_actors, interactions, named_events

LEXICONS = Path(__file__).resolve().parents[3] / "data" / "lexicons"
GOLD = Path(__file__).resolve().parents[2] / "gold" / "events.jsonl"


def told(text):
    """Return the events of a text between known actors: (source, action, target) by name."""
    doc = annotate(article_of(text))
    known = between_actors(named_events(tables.actors(doc), tables.events(doc)))
    return list(zip(known["source"], known["action"], known["target"], strict=True))


def only(text):
    """Return the one event of a text as a row."""
    (row,) = tables.events(annotate(article_of(text))).itertuples()
    return row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain accused Morocco of spying.", [("Spain", "accuse", "Morocco")]),
        ("Morocco was accused by Spain of spying.", [("Spain", "accuse", "Morocco")]),
        ("Morocco, which Spain had accused, kept quiet.", [("Spain", "accuse", "Morocco")]),
        ("Accused by Spain, Morocco kept quiet.", [("Spain", "accuse", "Morocco")]),
        ("Spain's accusations against Morocco were denied.", [("Spain", "accusation", "Morocco")]),
        ("Spain and Morocco held talks.", [("Spain", "talk", "Morocco")]),
        ("The Spain-Morocco treaty expired.", [("Spain", "treaty", "Morocco")]),
        ("Spain lifted sanctions on Morocco.", [("Spain", "lift", "Morocco")]),
        ("Spain threatened to bomb Morocco.", [("Spain", "threaten", "Morocco")]),
        ("Spain called for Morocco to leave.", [("Spain", "call", "Morocco")]),
        (
            "Spain urged Morocco to pay Algeria.",
            [("Spain", "urge", "Morocco"), ("Morocco", "pay", "Algeria")],
        ),
        (
            "Spain praised Morocco and insulted Algeria.",
            [("Spain", "praise", "Morocco"), ("Spain", "insult", "Algeria")],
        ),
        ("Spain said Morocco had bombed Algeria.", [("Morocco", "bomb", "Algeria")]),
        ("Spanish soldiers shot Moroccan officers.", [("Spain", "shoot", "Morocco")]),
        ("Spain rejected Morocco's offer.", [("Spain", "reject", "Morocco")]),
        ("Clara Novak sketched Tom Baker.", [("Clara Novak", "sketch", "Tom Baker")]),
        ("Clara Novak won the support of Tom Baker.", [("Tom Baker", "support", "Clara Novak")]),
    ],
)
def test_who_did_what_to_whom(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Spain borders Portugal.",
        "Spain is larger than Portugal.",
        "A meeting in Spain drew visitors from Portugal.",
        "Spanish-backed rebels attacked Portuguese villagers.",
        "Clara Novak told Tom Baker that it rained.",
        "Clara Novak left Portugal for Spain.",
        "Spain and Portugal were poor.",
        "Clara Novak was struck by lightning in Spain.",
        "Sanctions against Portugal began in Spain.",
    ],
)
def test_no_event_is_made_of_mere_neighbours(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "negated", "modality", "time"),
    [
        ("Spain attacked Portugal on Friday.", False, "asserted", "Friday"),
        ("Spain did not attack Portugal yesterday.", True, "asserted", "yesterday"),
        ("Spain refused to attack Portugal.", True, "asserted", None),
        ("Spain will attack Portugal.", False, "future", None),
        ("Spain plans to attack Portugal.", False, "future", None),
        ("Spain might attack Portugal.", False, "hypothetical", None),
        ("Spain would never attack Portugal.", True, "hypothetical", None),
        ("Spain denied attacking Portugal.", False, "denied", None),
    ],
)
def test_whether_and_when_it_happens(text, negated, modality, time):
    row = only(text)
    assert (row.negated, row.modality) == (negated, modality)
    assert row.time == time or (time is None and pd.isna(row.time))


def test_a_party_that_is_not_a_known_actor_keeps_its_words():
    row = only("Masked gunmen kidnapped Clara Novak.")
    assert (row.source, row.action, row.target) == ("Masked gunmen", "kidnap", "Clara Novak")
    assert pd.isna(row.source_actor_id)
    assert row.target_actor_id == "person:clara-novak"


def test_what_is_left_unsaid_is_missing():
    row = only("Clara Novak was arrested.")
    assert pd.isna(row.source)
    assert row.target_actor_id == "person:clara-novak"


def test_an_attack_in_words_is_an_accusation():
    assert only("Clara Novak attacked Tom Baker for his tax plans.").event_class == "accuse"
    assert only("Clara Novak attacked Tom Baker with a knife.").event_class == "assault"


def test_troops_and_medicine_are_sent_for_different_ends():
    assert only("Spain sent troops to Portugal.").event_class == "mobilize"
    assert only("Spain sent medicine to Portugal.").event_class == "aid"


def test_a_pronoun_means_its_actor(meeting):
    text = "Clara Novak arrived late. She thanked Tom Baker."
    assert told(text) == [("Clara Novak", "thank", "Tom Baker")]
    assert told("Acme Foods said it would sue Nokia.") == [("Acme Foods", "sue", "Nokia")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Norway",
        "Norway: Sweden, 12 %, …",
        "“ ” ( ) — .",
        "Attack! Norway!",
        "Norway, which Sweden, which Denmark, which",
        "By Norway by Sweden with Denmark.",
    ],
)
def test_texts_without_a_clause_do_no_harm(text):
    assert tables.events(annotate(article_of(text))).empty


def test_long_lists_do_not_multiply():
    countries = ["Norway", "Sweden", "Denmark", "Spain", "Poland", "Greece", "Chile", "Peru"]
    crowd = ", ".join(countries * 20)
    for text in (f"{crowd} and Fiji attacked {crowd} and Mali.", f"{crowd} and Fiji met."):
        assert len(tables.events(annotate(article_of(text)))) <= MOST_COORDINATED**2


def test_every_event_of_a_long_sentence_is_found_once():
    row = "Norway sued Sweden, Spain fined Peru and "
    events = tables.events(annotate(article_of(row * 100 + "Mali slept.")))
    assert 150 <= len(events) <= 200
    assert not events.duplicated(["start_char", "source_actor_id", "target_actor_id"]).any()


def test_events_survive_a_process_boundary(bundled_doc):
    packed = DocBin(store_user_data=True, docs=[bundled_doc]).to_bytes()
    (back,) = DocBin(store_user_data=True).from_bytes(packed).get_docs(Vocab())
    assert tables.events(back).equals(tables.events(bundled_doc))


def test_events_are_between_actors_of_the_article(bundled_doc):
    events, actors = tables.events(bundled_doc), tables.actors(bundled_doc)
    parties = pd.concat([events["source_actor_id"], events["target_actor_id"]]).dropna()
    assert set(parties) <= set(actors["actor_id"])
    assert (events["source_actor_id"].notna() | events["target_actor_id"].notna()).all()
    assert (events["source_actor_id"] != events["target_actor_id"]).all()
    assert set(events["event_class"]) <= set(event_classes())


def test_interactions_count_the_events_of_a_pair():
    doc = annotate(article_of("Spain praised Peru. Spain bombed Peru. Peru thanked Spain."))
    events = tables.events(doc)
    pairs = interactions(tables.actors(doc), events)
    first = pairs.iloc[0]
    assert (first["source"], first["target"], first["n"]) == ("Spain", "Peru", 2)
    assert first["verbal cooperation"] == first["material conflict"] == 1
    assert first["actions"] == ["praise", "bomb"]
    assert first["sentence_ids"] == [0, 1]
    assert pairs["n"].sum() == len(events) == 3


def test_interactions_of_nothing_have_the_same_columns():
    doc = annotate(article_of("It rained."))
    pairs = interactions(tables.actors(doc), tables.events(doc))
    assert pairs.empty
    assert {"source", "target", "n", "actions", "sentence_ids"} <= set(pairs.columns)


# The tables and the gold set


def test_every_class_of_the_lexicon_has_a_quad_class():
    rows = pd.read_csv(LEXICONS / "events.csv", keep_default_na=False)
    classes = event_classes()
    assert set(rows["event_class"]) <= set(classes)
    assert set(classes) - set(rows["event_class"]) == set()
    quads = {quad for name, quad in classes.items() if name not in {"contest", "other"}}
    assert quads == {
        f"{kind} {tone}" for kind in ("verbal", "material") for tone in ("cooperation", "conflict")
    }


def test_a_verb_has_one_class_in_one_place():
    rows = pd.read_csv(LEXICONS / "events.csv", keep_default_na=False)
    slots = rows.assign(target=rows["target"].str.split()).explode("target")
    assert not slots.duplicated(["lemma", "pos", "target", "object"]).any()
    assert frames("verb", "criticize") == frames("verb", "criticise") != ()


def test_the_gold_set_is_as_its_readme_says():
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    table = pd.DataFrame(rows)
    assert table["id"].is_unique
    assert table["text"].is_unique
    assert table["construction"].value_counts().min() >= 12
    assert table["trap"].mean() >= 1 / 3
    assert set(table["part"]) == {"dev", "held-out"}
    for row in rows:
        assert row["trap"] == (not row["events"])
        for event in row["events"]:
            assert event["source"] in row["text"]
            assert event["target"] in row["text"]
            assert event["event_class"] in event_classes()
