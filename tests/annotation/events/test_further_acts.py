"""Acts by machines, roles, budgets, deals and fixed phrases, on sentences of our own."""

import pytest
from conftest import article_of
from event_table import classed
from spacy.tokens import Doc
from spacy.vocab import Vocab

from helpers import tables
from helpers.annotation.misplaced_subjects import joined_to_object
from helpers.annotation.pipeline import annotate

AMNESTY = ("Amnesty International", "accuse", "Peru")
IDA_LUND = ("Clara Novak", "support", "Ida Lund")
IDA_LUND_MET = ("Ida Lund", "consult", "Clara Novak")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peruvian warplanes bombed Chile.", ("Peru", "assault", "Chile")),
        ("A Peruvian ship rammed a Chilean trawler.", ("Peru", "assault", "Chile")),
        ("Nokia remains targeted by Peru.", ("Peru", "assault", "Nokia")),
        ("Clara Novak's role in helping Peru was small.", ("Clara Novak", "aid", "Peru")),
        ("Peru restated its commitment to supporting Chile.", ("Peru", "support", "Chile")),
        ("Peru and Chile are locked in talks with Spain.", ("Chile", "consult", "Spain")),
        ("Peru carried out a search on Nokia's premises.", ("Peru", "coerce", "Nokia")),
        ("Peru set a deadline for Nokia to pay.", ("Peru", "request", "Nokia")),
        ("Peru held Chilean tourists as human shields.", ("Peru", "coerce", "Chile")),
        ("The Senate increased NASA's budget.", ("Senate", "aid", "NASA")),
        ("The Senate cut NASA's budget.", ("Senate", "sanction", "NASA")),
        ("Canada gave money to Peru's farm sector.", ("Canada", "aid", "Peru")),
        ("Peru passed a law that bans Nokia.", ("Peru", "sanction", "Nokia")),
        ("A law passed by Peru bans Nokia.", ("Peru", "sanction", "Nokia")),
        (
            "Norway stated that Peru is calm, and pledged to keep helping Peru.",
            ("Norway", "aid", "Peru"),
        ),
        ("Clara Novak came under fire from Tom Baker.", ("Tom Baker", "accuse", "Clara Novak")),
        ("Nokia is the subject of an investigation by Peru.", ("Peru", "accuse", "Nokia")),
        ("Clara Novak congratulated rivals Tom Baker and Ida Lund.", IDA_LUND),
        ("The ministers, Ida Lund and Tom Baker, met Clara Novak.", IDA_LUND_MET),
        ("Norway tried to prevent a war between Peru and Chile.", ("Norway", "consult", "Chile")),
        ("Emerging from talks with Peru, Clara Novak smiled.", ("Clara Novak", "consult", "Peru")),
        ("Peru and Chile traded insults.", ("Peru", "accuse", "Chile")),
        ("Clara Novak had harsh words for Peru.", ("Clara Novak", "accuse", "Peru")),
        ("Clara Novak had kind words for Peru.", ("Clara Novak", "support", "Peru")),
        ("Tom Baker called Clara Novak's bluff.", ("Tom Baker", "reject", "Clara Novak")),
        ("Peru seized the island from Chile.", ("Peru", "coerce", "Chile")),
        ("Tom Baker was killed in a Peruvian airstrike.", ("Peru", "assault", "Tom Baker")),
        ("Tom Baker was arrested in a raid by Peru.", ("Peru", "coerce", "Tom Baker")),
        ("Peru was criticised in a report by Amnesty International.", AMNESTY),
        ("Tom Baker said Peru bears the blame for the war.", ("Tom Baker", "accuse", "Peru")),
        ("Peru cut its army as part of a deal with Chile.", ("Peru", "agree", "Chile")),
        ("Peru had its ambassador expelled from Chile.", ("Chile", "sanction", "Peru")),
        ("Peru violated a ban by Chile on fishing.", ("Peru", "reject", "Chile")),
        ("The judge Ida Lund ordered Tom Baker's release.", ("Ida Lund", "concede", "Tom Baker")),
        ("The judge Ida Lund threw out a lawsuit against Nokia.", ("Ida Lund", "concede", "Nokia")),
        ("Peru brought Chile to its knees.", ("Peru", "coerce", "Chile")),
        ("Chile was offered help by Peru.", ("Peru", "aid", "Chile")),
        ("Peru, along with Chile, condemned Spain.", ("Chile", "accuse", "Spain")),
        ("Peru followed Chile in condemning Spain.", ("Chile", "accuse", "Spain")),
        ("A row has broken out between Peru and Chile.", ("Peru", "accuse", "Chile")),
        ("Peru hit Nokia with a fine.", ("Peru", "sanction", "Nokia")),
        ("A fine was imposed on Nokia by Peru.", ("Peru", "sanction", "Nokia")),
        ("Peru's imposition of tariffs on Chile angered Spain.", ("Peru", "sanction", "Chile")),
        ("The sanctions Peru imposed on Chile were lifted.", ("Peru", "sanction", "Chile")),
        ("In a call with Peru, Clara Novak said yes.", ("Clara Novak", "consult", "Peru")),
        ("Peru accused Chile of theft and Bolivia of fraud.", ("Peru", "accuse", "Bolivia")),
        ("The ships that Peru sold Chile last year sank.", ("Peru", "cooperate", "Chile")),
        ("Tom Baker rejected Clara Novak's deal.", ("Tom Baker", "reject", "Clara Novak")),
    ],
)
def test_acts(text, expected):
    assert expected in classed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway bought Peruvian ships.",
        "A Peruvian ship visited a Chilean port.",
        "Clara Novak's hesitation in attacking Tom Baker has been forgotten.",
        "Clara Novak's interest in Peru's army grew.",
        "Clara Novak used Tom Baker as a shield.",
        "Norway was locked in ice near Peru.",
        "Peru set a date for Nokia's party.",
        "Peru increased its budget after Chile's vote.",
        "Canada sent students to Peru's farm sector.",
        "Clara Novak rejected the Nokia deal.",
        "Peru vetoed a law banning Nokia.",
        "Chile was offered horses in Peru.",
        "Clara Novak read letters of love and Chile of old.",
        "Peru walked along with a map of Chile.",
        "A fire has broken out between Peru and Chile.",
        "In a letter to Peru, Clara Novak said yes.",
        "Tom Baker was killed in the Nokia attack.",
        "Tom Baker was killed in a Peruvian bombing.",
        "Tom Baker was seen in a film by Clara Novak.",
        "Tom Baker said Peru bears the name of a river.",
        "Peru announced Tom Baker's arrest.",
        "Clara Novak kept her dog at bay in Peru.",
        "Tom Baker, left, and the mayor sing in Peru.",
        "Clara Novak read a report accusing Peru of cruelty.",
        "Peru bought horns and traded ships.",
        "Clara Novak had words for a song about Peru.",
        "Nokia is the subject of a book by Clara Novak.",
    ],
)
def test_no_acts(text):
    assert [row for row in classed(text) if row[1] != "other"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru passed a law banning Nokia.", "asserted"),
        ("Peru will sign an order banning Nokia.", "future"),
        ("Peru is considering a law banning Nokia.", "hypothetical"),
        ("Peru introduced a motion accusing Nokia of fraud.", "asserted"),
        ("Norway said it would pay and praised Nokia.", "asserted"),
    ],
)
def test_an_act_is_as_certain_as_the_text_that_does_it(text, expected):
    events = tables.events(annotate(article_of(text)))
    known = events.dropna(subset=["source_actor_id", "target_actor_id"])
    assert list(known["modality"]) == [expected]


def test_those_named_with_an_object_do_not_act():
    assert classed("Peru sued Nokia, along with Ericsson.") == [("Peru", "accuse", "Nokia")]


@pytest.mark.parametrize(
    ("word", "dep", "tag", "pos"), [("Novak", "ROOT", "NNP", "PROPN"), (" ", "dep", "_SP", "SPACE")]
)
def test_what_stands_alone_before_a_clause_is_joined_to_nothing(word, dep, tag, pos):
    doc = Doc(
        Vocab(),
        words=[word, "grabbed", "it", "she", "wrote"],
        heads=[0, 4, 1, 4, 4],
        deps=[dep, "ccomp", "dobj", "nsubj", "ROOT"],
        tags=[tag, "VBD", "PRP", "PRP", "VBD"],
        pos=[pos, "VERB", "PRON", "PRON", "VERB"],
    )
    assert joined_to_object(doc[1]) is None


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Clara Novak calls Tom Baker “the man who sold the bridge”.", ["other"]),
        ("Clara Novak dismissed Tom Baker as head of the harbour.", ["sanction"]),
        ("Clara Novak dismissed Tom Baker as a fool.", ["accuse"]),
        ("Clara Novak asked where Tom Baker should sit.", []),
        ("Clara Novak told fans on Acme Radio that it rained.", []),
        ("Clara Novak told on Tom Baker.", ["accuse"]),
    ],
)
def test_calling_dismissing_and_asking(text, classes):
    assert [event_class for _, event_class, _ in classed(text)] == classes


def test_nothing_is_done_to_those_who_are_excepted():
    assert classed("Clara Novak thanked Tom Baker, but not Ida Lund.") == [
        ("Clara Novak", "support", "Tom Baker")
    ]
