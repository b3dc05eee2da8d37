"""Whether an act is reported as done, planned, denied or not done, on sentences of our own."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables.interactions import are_done, interactions


def acts(text):
    """Return the acts between two known actors, with negation and modality."""
    events = tables.events(annotate(article_of(text)))
    known = events.dropna(subset=["source_actor_id", "target_actor_id"])
    return [
        f"{'not ' if event.negated else ''}{event.action}"
        + (f" ({event.modality})" if event.modality != "asserted" else "")
        for event in known.itertuples()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sudan's invasion of Chad never happened.", "not invasion"),
        ("No talks between Sudan and Chad took place.", "not talk"),
        ("Talks between Sudan and Chad did not take place.", "not talk"),
        ("There was no attack by Sudan on Chad.", "not attack"),
        ("Sudan refused to meet Chad.", "not meet"),
        ("Sudan cancelled a contract with Nokia.", "not contract"),
        ("Sudan left the summit without criticising Chad.", "not criticise"),
        ("Sudan stopped short of criticising Chad.", "not criticise"),
        ("Sudan never urged Chad to pay.", "not urge"),
        ("Sudan hardly criticised Chad.", "not criticise"),
        ("Sudan has no plans to attack Chad.", "not attack (future)"),
        ("It is not true that Sudan attacked Chad.", "not attack"),
        ("Sudan is unlikely to attack Chad.", "not attack"),
        ("Sudan has yet to attack Chad.", "not attack"),
        ("Sudan did not rule out an attack on Chad.", "attack (hypothetical)"),
        ("Sudan would have attacked Chad.", "attack (hypothetical)"),
        ("Had Sudan attacked Chad, Clara Novak would have known.", "attack (hypothetical)"),
        ("Clara Novak doubts that Sudan attacked Chad.", "attack (hypothetical)"),
        ("Sudan denied having attacked Chad.", "attack (denied)"),
        ("Sudan called for sanctions against Chad.", "sanction (hypothetical)"),
        ("Suppose that Sudan attacked Chad.", "attack (hypothetical)"),
        ("They say Sudan attacked Chad.", "attack"),
        ("Has Sudan attacked Chad?", "attack (hypothetical)"),
        ("Why has Sudan attacked Chad?", "attack"),
        ("Sudan held off on praising Chad.", "not praise"),
        ("Sudan decided against criticising Chad.", "not criticise"),
        ("Sudan has to pay Chad.", "pay (hypothetical)"),
        ("Sudan had to pay Chad.", "pay"),
        ("They hope that Sudan will win by attacking Chad.", "attack (hypothetical)"),
        ("Clara Novak would have faced criticism from Tom Baker.", "criticism (hypothetical)"),
        ("A deal brokered by Sudan with Chad held.", "deal"),
        ("Amid allegations that Sudan is arming Chad, she left.", "arm (hypothetical)"),
        ("The hope is for Sudan to attack Chad.", "attack (hypothetical)"),
        ("Sudan's impending invasion of Chad worried them.", "invasion (future)"),
        ("Clara Novak was hoping to meet Tom Baker.", "meet (hypothetical)"),
        ("Sudan was about to attack Chad.", "attack (future)"),
        ("Sudan never stopped attacking Chad.", "attack"),
        ("Sudan to Buy Ships From Chad", "buy from (future)"),
        ("An attack by Sudan on Chad is unlikely.", "not attack"),
        ("An attack by Sudan on Chad is imminent.", "attack (future)"),
        ("Reports of an attack by Sudan on Chad were false.", "attack (hypothetical)"),
        ("The planned invasion of Chad by Sudan was called off.", "not invasion (future)"),
        ("Clara Novak could broker a deal to attack Chad.", "attack (future)"),
        ("Sudan was the first country to recognise Chad.", "recognise"),
        ("Clara Novak is opposed to electing Tom Baker.", "not elect"),
    ],
)
def test_what_did_not_happen_is_not_reported_as_done(text, expected):
    assert acts(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Clara Novak's two rivals, Tom Baker and Jeb Moss, had their best debates in Ohio.",
        "Clara Novak and Tom Baker agreed to an interview.",
        "Clara Novak reported to Tom Baker for years.",
        "The striker fired Chad past Sudan.",
        "The Sudanese and Chadian wars go on.",
        "Nokia recommends wiring Ericsson up.",
        'Clara Novak replied: "Do not moan to me about Tom Baker."',
        "Instead of blocking Sudan, Clara Novak suggested that others wait.",
        "The union Solidarity (Solid), whose fight went on for years, won.",
        "Clara Novak had dubbed Tom Baker's role there as that of an engineer.",
    ],
)
def test_an_act_that_is_not_between_them_is_not_told(text):
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "event_class"),
    [
        ("Nokia lost a legal battle with Sudan.", "accuse"),
        ("Sudan won the title battle with Chad.", "contest"),
        ("Clara Novak called Tom Baker a liar.", "accuse"),
        ("Clara Novak and Tom Baker battled to win it.", "contest"),
        ("The confrontation between Clara Novak and Tom Baker goes on.", "accuse"),
        ("Sudan awarded Nokia a contract.", "cooperate"),
        ("Clara Novak got Tom Baker to resign.", "request"),
        ("Clara Novak dismissed Tom Baker's claim.", "reject"),
        ("Clara Novak called Tom Baker a hero.", "support"),
        ("Clara Novak called Tom Baker on Monday.", "consult"),
        ("Sudan called off talks with Chad.", "sanction"),
        ("Sudan suspended food supplies to Chad.", "sanction"),
        ("Sudan lifted restrictions imposed on Chad.", "concede"),
        ("Clara Novak dismissed Tom Baker as a clown.", "accuse"),
        ("Clara Novak dismissed Tom Baker.", "sanction"),
        ("Clara Novak campaigned against Tom Baker.", "contest"),
        ("Sudan took over Chad in 1940.", "coerce"),
        ("Nokia took over Ericsson in 1940.", "cooperate"),
        ("Clara Novak took on Tom Baker on Sunday.", "accuse"),
        ("Clara Novak hit Tom Baker on immigration.", "accuse"),
        ("Clara Novak hit Tom Baker on the head.", "assault"),
        ("Clara Novak attacked Tom Baker's record on guns.", "accuse"),
        ("Clara Novak described Tom Baker as a corrupt liar.", "accuse"),
        ("The showdown between Clara Novak and Tom Baker began.", "contest"),
        ("Sudan defeated Chad in the final.", "contest"),
    ],
)
def test_the_class_is_that_of_the_sense(text, event_class):
    events = tables.events(annotate(article_of(text)))
    assert set(events["event_class"]) == {event_class}


@pytest.mark.parametrize(
    "text",
    [
        "Sudan governs Chad.",
        "Clara Novak travelled from Sudan to Chad.",
        "Clara Novak, the Nokia spokeswoman who said that people were killed, left.",
        "Many Germans living in Chad attacked Sudan.",
        "The former president of Nokia met Clara Novak.",
        "Members of Nokia attacked Clara Novak.",
        "Clara Novak attacked a school in Sudan.",
        "Chad shelled a rebel camp in Sudan.",
        "Clara Novak has called the police shootings of Sudanese men a moment.",
        "Clara Novak described Tom Baker as a teacher.",
        "Sudan has a relationship with Chad.",
        "A Republican challenged Clara Novak.",
        "Clara Novak put Sudan on the map.",
        '"Do not complain about Sudan," Clara Novak said.',
        "Forbes lists Clara Novak among the richest.",
        "Sudan passed on a request to Chad.",
        "Sudan asked Chad which road it should take.",
        "Sudan said Libya was second, behind Chad.",
        "Sudan surpassed Chad as the largest country.",
        "Clara Novak gave Tom Baker the benefit of the doubt.",
        "Clara Novak drew a contrast with Tom Baker.",
        "Clara Novak criticised allies in Sudan, who attacked Tom Baker.",
    ],
)
def test_journeys_states_and_members_are_not_acts_of_the_actor(text):
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sudan called for an end to Chad's attacks on Libya.", ("country:TCD", "country:LBY")),
        ("Sudan urged a halt to Chadian-led strikes on Libya.", ("country:TCD", "country:LBY")),
        ("Clara Novak is Chad's nominee to replace Tom Baker.", None),
        ("Sudan said Chad was angry and called on Libya to pay.", None),
    ],
)
def test_an_act_is_not_assigned_to_whoever_begins_the_sentence(text, expected):
    events = tables.events(annotate(article_of(text)))
    known = events.dropna(subset=["source_actor_id", "target_actor_id"])
    found = [(e.source_actor_id, e.target_actor_id) for e in known.itertuples()]
    assert found == ([expected] if expected else [])


def test_interactions_count_what_is_done_apart_from_what_is_not():
    doc = annotate(article_of("Spain praised Peru. Spain will fine Peru. Spain didn't bomb Peru."))
    events = tables.events(doc)
    (pair,) = interactions(tables.actors(doc), events).itertuples()
    assert are_done(events).tolist() == [True, False, False]
    assert (pair.n, pair.n_not_done) == (1, 2)
    assert pair.actions == ["praise", "fine (planned)", "bomb (did not happen)"]
    assert pair.sentence_ids == [0, 1, 2]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Northgate United sacked their coach.", "sanction"),
        ("Northgate United fined Anna Berg.", "sanction"),
        ("Northgate United hammered Ashford United.", "contest"),
    ],
)
def test_what_clubs_do_off_the_field_is_no_game(sentence, expected):
    report = (
        " The striker scored two goals in the league game. The midfielder scored in the final "
        "match of the season and the goalkeeper saved a penalty."
    )
    events = tables.events(annotate(article_of(sentence + report)))
    assert list(events["event_class"]) == [expected]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Clara Novak called Tom Baker's death a crisis.", False),
        ("Clara Novak will go after Tom Baker's inner circle.", False),
        ("Clara Novak condemned Tom Baker's killing.", False),
        ("Clara Novak condemned Tom Baker's arrest.", False),
        ("Clara Novak criticised Tom Baker's handling of the flood.", True),
        ("Clara Novak called Tom Baker's plan a disaster.", True),
    ],
)
def test_nobody_is_accused_of_what_befalls_them(text, accused):
    assert bool(acts(text)) == accused
