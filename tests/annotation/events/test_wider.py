"""Acts through texts, mediators, conditions, fixed phrases and accusations in what is said."""

import pytest
from conftest import article_of
from event_table import classed

from helpers import tables
from helpers.annotation.pipeline import annotate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A report by Greenpeace accused Peru of cruelty.", ("Greenpeace", "accuse", "Peru")),
        ("Clara Novak's letter blamed Tom Baker for it.", ("Clara Novak", "accuse", "Tom Baker")),
        ("Peru threatened to close its ports if Chile paid.", ("Peru", "threaten", "Chile")),
        ("Peru took Chile to court over the bridge.", ("Peru", "accuse", "Chile")),
        ("Tom Baker came to Clara Novak's defence.", ("Tom Baker", "support", "Clara Novak")),
        ("Clara Novak threw her support behind Peru.", ("Clara Novak", "support", "Peru")),
        ("Clara Novak turned down an offer from Nokia.", ("Clara Novak", "reject", "Nokia")),
        ("Peru turned the suspects over to Chile.", ("Peru", "concede", "Chile")),
        ("Peru pulled its soldiers out of Chile.", ("Peru", "retreat", "Chile")),
        ("Peruvian troops left Chile on Monday.", ("Peru", "retreat", "Chile")),
        ("Peruvian soldiers have entered Chile.", ("Peru", "mobilize", "Chile")),
        ("Peru and Chile agreed to a cease-fire.", ("Peru", "agree", "Chile")),
        ("Peru demanded an admission by Chile.", ("Peru", "request", "Chile")),
        ("Clara Novak said Tom Baker was a liar.", ("Clara Novak", "accuse", "Tom Baker")),
        ('"Tom Baker is corrupt," Clara Novak said.', ("Clara Novak", "accuse", "Tom Baker")),
        ("Chile said Peru had violated the truce.", ("Chile", "accuse", "Peru")),
        ("Clara Novak called Tom Baker unfit.", ("Clara Novak", "accuse", "Tom Baker")),
        ("Tom Baker named Clara Novak as his envoy.", ("Tom Baker", "support", "Clara Novak")),
        ("Clara Novak raised doubts about Tom Baker.", ("Clara Novak", "accuse", "Tom Baker")),
        (
            "The European Commission fined Novartis 20 million euros.",
            ("European Commission", "sanction", "Novartis"),
        ),
        ("Peru sent food to a school in Chile.", ("Peru", "aid", "Chile")),
        ("Peru issued a travel warning for Chile.", ("Peru", "sanction", "Chile")),
        ("Peru shut its ports in a bid to force Chile to pay.", ("Peru", "coerce", "Chile")),
        ("Peru shut it as part of a drive to coerce Chile.", ("Peru", "coerce", "Chile")),
        ("Peru speeded up the withdrawal of its men from Chile.", ("Peru", "retreat", "Chile")),
        ("Peru complained to Spain over Chilean air raids.", ("Peru", "accuse", "Chile")),
        ("Peru launched rocket fire against Chilean camps.", ("Peru", "assault", "Chile")),
        ("Peru is ready for talks with Chile.", ("Peru", "consult", "Chile")),
        ("Peru relies on Chilean aid.", ("Chile", "aid", "Peru")),
        ("Peru made an attempt to deflect Chile's criticism.", ("Peru", "reject", "Chile")),
        ("Peru launched a campaign to isolate Chile.", ("Peru", "sanction", "Chile")),
        ("Peru shelled a police station in Chile.", ("Peru", "assault", "Chile")),
        ("Peru shelled a base in a county in Chile.", ("Peru", "assault", "Chile")),
        ("Tom Baker tapped Clara Novak as his envoy.", ("Tom Baker", "support", "Clara Novak")),
        (
            "Tom Baker's remarks drew praise from Clara Novak.",
            ("Clara Novak", "support", "Tom Baker"),
        ),
        (
            "Clara Novak released an ad that insults Tom Baker.",
            ("Clara Novak", "accuse", "Tom Baker"),
        ),
        ("Clara Novak wrote a letter to Tom Baker.", ("Clara Novak", "consult", "Tom Baker")),
        ("Clara Novak voiced outrage over Peru's vote.", ("Clara Novak", "accuse", "Peru")),
        (
            "Amnesty International and Human Rights Watch accused Peru.",
            ("Amnesty International", "accuse", "Peru"),
        ),
        (
            "Peru returned two vases that date back to the sixth century to Chile on Monday.",
            ("Peru", "concede", "Chile"),
        ),
    ],
)
def test_acts(text, expected):
    assert expected in classed(text)


def test_a_mediator_acts_on_both_sides():
    found = classed("Norway brokered a truce between Peru and Chile.")
    assert {("Norway", "consult", "Peru"), ("Norway", "consult", "Chile")} <= set(found)
    assert ("Peru", "agree", "Chile") in found


def test_a_side_does_not_mediate():
    found = classed("Peru negotiated a truce between Peru and Chile.")
    assert not [row for row in found if row[1] == "consult"]


def test_the_condition_of_a_threat_leaves_the_threat_certain():
    doc = annotate(article_of("Peru threatened to bomb Bolivia's ports if Chile attacked."))
    threat = tables.events(doc).set_index("event_class").loc["threaten"]
    assert threat["modality"] == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "A Swedish report accused Peru of cruelty.",
        "A report on Greenpeace accused Peru of cruelty.",
        "Clara Novak threatened to resign if Peru attacked.",
        "Clara Novak threatened to sue if Tom Baker is elected.",
        "Clara Novak said Tom Baker was not a liar.",
        "Clara Novak said Tom Baker was less corrupt than many.",
        "Clara Novak said Tom Baker would never lie.",
        "Reuters reported that Peru had violated the truce.",
        "Clara Novak had questions about Peru.",
        "Nokia named Clara Novak as a suspect.",
        "Clara Novak took Tom Baker to the airport.",
        "Peruvian tourists left Chile on Monday.",
        "Clara Novak put her book down in Peru.",
        "Clara Novak spoke of a plan to attack Peru.",
        "The ports were shut in a bid to force Chile to pay.",
        "Peru criticised the shipment of arms to Chile.",
        "Clara Novak is afraid of talks with Peru.",
        "Clara Novak read an article that insults Tom Baker.",
        "Clara Novak wrote a book on the war in Peru.",
        "There is anger over Peru's vote.",
        "Peru shelled a rebel camp in a county in Chile.",
        "Clara Novak opened the door to talks with Peru.",
        "Clara Novak is ready for a book about aid to Peru.",
    ],
)
def test_no_acts(text):
    assert [row for row in classed(text) if row[1] != "other"] == []
