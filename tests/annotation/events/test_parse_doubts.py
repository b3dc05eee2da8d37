"""Acts of which the parse leaves open who does them, or joins what does not belong together."""

import pytest
from conftest import article_of
from event_table import told

from helpers import tables
from helpers.annotation.pipeline import annotate


@pytest.mark.parametrize(
    "text",
    [
        "Clara Novak urged restraint in granting visas to Peruvian citizens.",
        "Anna Berg and Tom Baker were planning to carry out violence.",
        "The question is whether Anna Berg beats Tom Baker to it.",
        "Arsenal turned a 1-0 lead against Chelsea into an easy 4-1 victory at the stadium.",
        "Anna Berg returned the compliment to Tom Baker.",
        "Peruvian Police Continue Hunt for Chilean Tourist's Killers",
        "Anna Berg defended the Peru invasion.",
        "Peru and Chile previously agreed to do the same.",
        "If Anna Berg thinks that closing ports is going to bring peace to Peru, she is wrong.",
        "Anna Berg said that Tom Baker has to carry his mother around.",
        "Tom Baker recalled how Anna Berg had violated the rules.",
        "Tom Baker called the warming of the sea a lie told by Anna Berg to hurt Peru.",
        "Tom Baker has hired a nurse in plain clothes to help Anna Berg.",
        "Anna Berg said Tom Baker is responsible for keeping the members united.",
        '"The left is saying, ‘Yes, that is true — Tom Baker is such a liar,’" Anna Berg said.',
        "Half of them would choose Anna Berg and 44 percent would back Tom Baker.",
        "Tom Baker voiced appreciation for Peru's efforts, under its president, to help Chile.",
        "Anna Berg wants to continue policies that have weakened the navy, harmed Peru's trade.",
        "Tom Baker blasted the Peruvian media for being dishonest.",
        "Anna Berg Refuses to Disavow Tom Baker Endorsement",
        "Anna Berg does no better in Lima than the others - even with Tom Baker as her rival.",
        "No proof was found in the Peru-Chile relationship.",
        "Anna Berg spoke. She said: 'Pray for Tom Baker.'",
        "Anna Berg finds that raising the topic hurts Peru, but does not always help Chile.",
        "Anna Berg took part in the protests gripping Lima, with Tom Baker under pressure.",
        "Anna Berg left. Only one of the delegates said she might back Tom Baker.",
    ],
)
def test_what_nobody_does_to_anybody_is_no_act(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg accused Tom Baker of using a Clara Novak speech to attack Carl Vale.",
            ("tom-baker", "attack", "carl-vale", "hypothetical"),
        ),
        (
            "It invited Carl Vale and Tom Hunter, who has endorsed Nora Lind.",
            ("tom-hunter", "endorse", "nora-lind", "asserted"),
        ),
        (
            "Tom Baker denied any crime or that he acted on orders from Anna Berg.",
            ("anna-berg", "order", "tom-baker", "denied"),
        ),
        (
            "Chile will praise Anna Berg after Tom Baker meets Clara Novak.",
            ("tom-baker", "meet", "clara-novak", "future"),
        ),
        (
            "If there were to be any clashes between Peru and Chile, the bridge would be closed.",
            ("PER", "clash", "CHL", "hypothetical"),
        ),
        (
            "Yet another paper said Anna Berg is in a battle with Tom Baker for the top post.",
            ("anna-berg", "battle", "tom-baker", "asserted"),
        ),
        (
            "Anna Berg called for steep tariffs on goods from Peru.",
            ("anna-berg", "tariff", "PER", "hypothetical"),
        ),
        (
            "Tom Baker disputed a report saying Anna Berg invited Clara Novak to Lima.",
            ("anna-berg", "invite", "clara-novak", "denied"),
        ),
        (
            "That would be a long summer, forcing Anna Berg to fend off Tom Baker.",
            ("anna-berg", "fend off", "tom-baker", "hypothetical"),
        ),
        (
            "Anna Berg looked forward to working with Tom Baker.",
            ("anna-berg", "work with", "tom-baker", "future"),
        ),
        (
            "Anna Berg had been facing growing pressure from donors to back Tom Baker.",
            ("anna-berg", "back", "tom-baker", "hypothetical"),
        ),
        (
            "Anna Berg had been hesitant to endorse Tom Baker.",
            ("anna-berg", "endorse", "tom-baker", "hypothetical"),
        ),
        (
            "The United States and Sudan are upgrading ties and will exchange ambassadors.",
            ("USA", "exchange", "SDN", "future"),
        ),
        (
            "Anna Berg is battling Tom Baker for the top spot in the polls.",
            ("anna-berg", "battle", "tom-baker", "asserted"),
        ),
    ],
)
def test_the_one_who_acts_is_found_and_how_certain_it_is(text, expected):
    assert expected in told(text)


def test_only_the_author_of_a_letter_accuses_not_its_reader():
    acts = told("Swedish prosecutors gave letters to Peruvian judges accusing Anna Berg of theft.")
    assert {source for source, *_ in acts} == {"SWE"}


@pytest.mark.parametrize(
    "text", ["Peru and Chile met for talks on trade.", "Peru and Chile agreed on a trade deal."]
)
def test_an_act_told_by_verb_and_noun_counts_once(text):
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Anna Berg met Tom Baker for two hours.", None),
        ("Anna Berg praised Tom Baker late Tuesday night.", "late Tuesday night"),
        ("Anna Berg met Tom Baker two days ago.", "two days ago"),
    ],
)
def test_the_time_says_when_not_how_long(text, time):
    found = tables.events(annotate(article_of(text)))["time"]
    assert list(found.astype(object).where(found.notna(), None)) == [time]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg has a new campaign ad hitting Tom Baker for not paying his taxes.",
        "Anna Berg will hammer Tom Baker with ads and phone calls.",
    ],
)
def test_blows_in_a_text_are_accusations(text):
    assert list(tables.events(annotate(article_of(text)))["event_class"]) == ["accuse"]


@pytest.mark.parametrize(
    "text",
    [
        "While speaking to Anna Berg and her guests, Tom Baker, Rita Moss and Victor Hale, "
        "a dog was requested.",
        "After praising Anna Berg and her guests, Tom Baker and Rita Moss, a report was filed.",
        "While speaking to Tom Baker and his guests, Rita Moss (22), of Dunmore, and Victor Hale, "
        "a dog was requested by Deputy Lund.",
        "After praising Anna Berg, Tom Baker's report was published.",
    ],
)
def test_nobody_does_what_a_dangling_participle_says(text):
    assert told(text) == []


def test_the_object_of_a_fronted_participle_is_no_subject():
    text = "After criticising Anna Berg, Tom Baker was fired by Rita Moss."
    assert ("rita-moss", "fire", "tom-baker", "asserted") in told(text)
    assert "anna-berg" not in [target for _, act, target, _ in told(text) if act == "fire"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Anna Berg was criticised by Carl Vale and Rita Moss by Victor Hale.", ["carl-vale"]),
        (
            "Anna Berg was criticised by Carl Vale and Rita Moss by Monday.",
            ["carl-vale", "rita-moss"],
        ),
    ],
)
def test_a_name_before_another_agent_begins_a_clause_without_a_verb(text, sources):
    assert [source for source, _, target, _ in told(text) if target == "anna-berg"] == sources
