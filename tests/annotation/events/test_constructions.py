"""Where the parties of an act are found, as a table of sentences of our own."""

import pandas as pd
import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables.interactions import named_events


def told(text):
    """Return the events of a text between known actors: their ids and the act."""
    events = tables.events(annotate(article_of(text)))
    known = events.dropna(subset=["source_actor_id", "target_actor_id"])
    return [
        (row.source_actor_id.split(":")[1], row.action, row.target_actor_id.split(":")[1])
        for row in known.itertuples()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # things to, from, on, against and with somebody; givers and takers
        ("Chile returned the stolen ships to Peru.", ("CHL", "return to", "PER")),
        ("Chile gave Peru permission to fish.", ("CHL", "permission", "PER")),
        ("Chile gave the Peruvian government permission to fish.", ("CHL", "permission", "PER")),
        ("The arrest of Clara Novak by Peru shocked Chile.", ("PER", "arrest", "clara-novak")),
        ("Chile and Peru went to war in 1879.", ("CHL", "war", "PER")),
        ("Chile and Peru exchanged prisoners.", ("CHL", "exchange", "PER")),
        ("Chile and Peru are in a dispute over water.", ("CHL", "dispute", "PER")),
        ("EU to lift sanctions on Peru", ("european-union", "lift", "PER")),
        ("Chile dismissed a peace proposal by Peru.", ("CHL", "dismiss", "PER")),
        ("Chile and Peru accused each other of lying.", ("CHL", "accuse", "PER")),
        ("Chile spurned offers of talks by Peru.", ("CHL", "spurn", "PER")),
        ("Chile marched in support of Peru.", ("CHL", "support", "PER")),
        ("Chile forbade Peru to fish.", ("CHL", "forbid", "PER")),
        ("Troops loyal to Clara Novak attacked Peru.", ("clara-novak", "attack", "PER")),
        ("Chilean troops backed by jets killed 40 Peruvian sailors.", ("CHL", "kill", "PER")),
        ("Chilean forces captured a Peruvian town.", ("CHL", "capture", "PER")),
        ("Chile opened its borders to Peruvians.", ("CHL", "open to", "PER")),
        ("Chile threatened action against Peru.", ("CHL", "threaten against", "PER")),
        ("Chile threatened to close its borders with Peru.", ("CHL", "threaten", "PER")),
        ("Some guns that Chile sent to Peru were lost.", ("CHL", "send to", "PER")),
        ("Chile donated ventilators to assist Peru.", ("CHL", "assist", "PER")),
        ("Nokia published a report accusing Peru's army.", ("nokia", "accuse", "PER")),
        ("Chile began a strike to protest against Peru.", ("CHL", "protest against", "PER")),
        ("Chile granted a pardon to Clara Novak.", ("CHL", "pardon", "clara-novak")),
        ("Chile gave approval for Peru to fish.", ("CHL", "approval", "PER")),
        ("Chile provided fuel alongside medical aid to Peru.", ("CHL", "provide to", "PER")),
        ("At the invitation of Peru, Chile sent ships.", ("PER", "invitation", "CHL")),
        ("Clara Novak came at Tom Baker's request.", ("tom-baker", "request", "clara-novak")),
        ("Clara Novak was expelled from Chile.", ("CHL", "expel", "clara-novak")),
        # joint acts
        ("Chilean and Peruvian negotiators agreed a deal.", ("CHL", "deal", "PER")),
        (
            "Ahead of the talks on countering Cuba's influence, Chile and Peru will sign a deal.",
            ("CHL", "deal", "PER"),
        ),
        # who acts for an actor, and what is its own
        ("A court in Chile acquitted Clara Novak.", ("CHL", "acquit", "clara-novak")),
        ("Chile rejected calls by Peru to reform.", ("CHL", "reject", "PER")),
        ("Chile is opposed to Peru's plans.", ("CHL", "opposed to", "PER")),
        ("Chile accepted Peru's demands.", ("CHL", "accept", "PER")),
        ("Chile met Peru's demands.", ("CHL", "meet", "PER")),
        ("Chile allowed the return of Peruvian troops.", ("CHL", "allow", "PER")),
        ("Chile shelled a village in Peru.", ("CHL", "shell", "PER")),
        ("Chile's soldiers destroyed part of a Peruvian base.", ("CHL", "destroy", "PER")),
        ("Chile criticised one of Peru's ports.", ("CHL", "criticise", "PER")),
        ("Chile freed a Peruvian sailor.", ("CHL", "free", "PER")),
        ("Chile announced the arrest of a Peruvian spy.", ("CHL", "arrest", "PER")),
        (
            "Chile imposed sanctions on a Peruvian government agency.",
            ("CHL", "sanction", "PER"),
        ),
        ("Troops led by Chile attacked Peru.", ("CHL", "attack", "PER")),
        ("Peruvians were killed by Chilean fire.", ("CHL", "kill", "PER")),
        ("Clara Novak praised the work of Tom Baker.", ("clara-novak", "praise", "tom-baker")),
        ("Clara Novak blamed the operator Nokia for it.", ("clara-novak", "blame", "nokia")),
        ("Chile received assurances from Peru.", ("PER", "assurance", "CHL")),
        ("Russia's Chile invasion began.", ("RUS", "invasion", "CHL")),
        ("The Peruvian-led invasion of Chile went on.", ("PER", "invasion", "CHL")),
        # nouns of acts under verbs and nouns
        ("Chile announced a suspension of aid to Peru.", ("CHL", "suspension", "PER")),
        ("Chile banned aid to Peru.", ("CHL", "ban", "PER")),
        ("Chile established diplomatic relations with Peru.", ("CHL", "relation", "PER")),
        (
            "Chile issued an arrest warrant for Clara Novak.",
            ("CHL", "arrest warrant", "clara-novak"),
        ),
        ("Chile has reiterated its demand that Peru pay.", ("CHL", "demand", "PER")),
        ("Clara Novak rested after talks with Tom Baker.", ("clara-novak", "talk", "tom-baker")),
        ("Chile found Clara Novak guilty of fraud.", ("CHL", "find guilty", "clara-novak")),
        # what is done by saying so
        ("Chile said Peru must return a helicopter.", ("CHL", "say: must", "PER")),
        ("Chile said Peru was responsible for the attack.", ("CHL", "say: responsible", "PER")),
        ("Chile claimed that Peru had bombed a town.", ("CHL", "claim: bomb", "PER")),
    ],
)
def test_who_does_what_to_whom(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chile said Peru would have to deal with it.",
        "Chile said Peru should be able to pay.",
        "Chile did not say that Peru was responsible.",
        "Chile said Peru was not responsible for the attack.",
        "Chile said Peru was responsible for trade.",
    ],
)
def test_not_every_statement_about_somebody_is_a_demand_or_an_accusation(text):
    assert told(text) == []


def row(text):
    """Return the one event of a text."""
    (only,) = tables.events(annotate(article_of(text))).itertuples()
    return only


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Spain and Morocco signed a treaty.", "a treaty"),
        ("Spain supplied six old jets to Morocco.", "six old jets"),
        ("Spain urged Morocco to pay the debt.", "to pay the debt"),
        ("Spain said Morocco must return a ship.", "return a ship"),
    ],
)
def test_what_an_act_is_about(text, thing):
    assert row(text).object == thing


def test_an_act_without_a_thing_has_none():
    assert pd.isna(row("Spain attacked Morocco.").object)


def test_partners_do_the_same_to_each_other():
    assert row("Spain held talks with Morocco.").mutual
    assert row("Spain and Morocco met.").mutual
    assert not row("Spain attacked Morocco.").mutual


def test_a_party_is_shown_with_what_acts_for_it_or_belongs_to_it():
    event = row("Spanish troops rejected Morocco's demands.")
    assert (event.source, event.target) == ("Spanish troops", "Morocco's demands")
    assert (event.source_actor_id, event.target_actor_id) == ("country:ESP", "country:MAR")


def test_names_are_shown_with_what_acts_for_them():
    doc = annotate(article_of("Spanish troops attacked Morocco."))
    told = named_events(tables.actors(doc), tables.events(doc), with_words=True)
    assert told["source"].tolist() == ["Spain (Spanish troops)"]
    assert told["target"].tolist() == ["Morocco"]
