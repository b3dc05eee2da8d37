import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def references_in(text):
    """Return what the pronouns and descriptions of a text refer to."""
    mentions = tables.mentions(annotate(article_of(text)))
    references = mentions[mentions["kind"].isin(["pronoun", "nominal"])]
    return {
        words: sorted(group["actor_id"]) for words, group in references.groupby("text", sort=False)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Anna Keller won. She thanked her team.",
            {"She": ["person:anna-keller"], "her": ["person:anna-keller"]},
            id="the only person named",
        ),
        pytest.param(
            "Anna Keller met Paul Reed. She smiled and he left.",
            {"She": ["person:anna-keller"], "he": ["person:paul-reed"]},
            id="gender of given names",
        ),
        pytest.param(
            "When he arrived in Paris, Tom Baker thanked the police.",
            {"he": ["person:tom-baker"]},
            id="a pronoun before its subject",
        ),
        pytest.param(
            "Paul Reed lost. In his first speech, President Tom Baker thanked the police.",
            {"his": ["person:tom-baker"]},
            id="a possessive before its subject, after another person",
        ),
        pytest.param(
            "Paul Reed spoke. The son gave his life.",
            {},
            id="a subject without a name",
        ),
        pytest.param(
            "“I am sure,” Emily Carter said.",
            {"I": ["person:emily-carter"]},
            id="the speaker of a quotation",
        ),
        pytest.param(
            "Turkish President Selim Arda met Greek Prime Minister Nikos Pallis. The president "
            "praised the prime minister.",
            {"The president": ["person:selim-arda"], "the prime minister": ["person:nikos-pallis"]},
            id="the bearer of an office",
        ),
        pytest.param(
            "Prime Minister Nikos Pallis and Interior Minister Anna Keller met. The minister left, "
            "and the prime minister slept.",
            {"The minister": ["person:anna-keller"], "the prime minister": ["person:nikos-pallis"]},
            id="a prime minister is not the minister",
        ),
        pytest.param(
            "Defence Minister Rajiv Mehta met US Secretary of State Carol Dunn. The two ministers "
            "signed a paper.",
            {"The two ministers": ["person:carol-dunn", "person:rajiv-mehta"]},
            id="two people",
        ),
        pytest.param(
            "France and Germany agreed. Both sides were pleased.",
            {"Both sides": ["country:DEU", "country:FRA"]},
            id="two countries",
        ),
        pytest.param(
            "The Bundesbank raised its forecast. The bank expects growth.",
            {"its": ["organisation:bundesbank"], "The bank": ["organisation:bundesbank"]},
            id="an organisation called by what it is",
        ),
        pytest.param(
            "The Bundesbank and Deutsche Bank met. The bank said nothing.",
            {},
            id="unresolved where two are called so",
        ),
        pytest.param(
            "The Water Authority fined Volkmar Motors. The regulator said it had waited, and the "
            "carmaker appealed.",
            {
                "The regulator": ["organisation:water-authority"],
                "the carmaker": ["organisation:volkmar-motors"],
            },
            id="by what a word of the name says",
        ),
        pytest.param(
            "The ferry operator Volkmar met the union Harbour Front. The operator left.",
            {"The operator": ["organisation:volkmar"]},
            id="by what the text calls it",
        ),
        pytest.param(
            "The Water Authority fined Volkmar Motors. A regulator in Oslo laughed. The regulator "
            "was asked to leave.",
            {},
            id="another without a name is called so",
        ),
        pytest.param(
            "The Water Authority and Harbour Front met. The regulator left.",
            {},
            id="nobody knows what the other one is",
        ),
        pytest.param("It rained. He ran. The minister slept.", {}, id="nobody to refer to"),
    ],
)
def test_pronouns_and_descriptions_go_to_their_actors(text, expected):
    assert references_in(text) == expected


def test_a_guess_between_two_is_less_sure_than_a_single_candidate():
    one = tables.mentions(annotate(article_of("Tom Baker rose. He spoke.")))
    two = tables.mentions(annotate(article_of("Tom Baker met Paul Reed. He spoke.")))
    sure, unsure = (m.loc[m["kind"] == "pronoun", "confidence"].iloc[0] for m in (one, two))
    assert unsure < sure < 1


@pytest.mark.parametrize(
    "text",
    [
        "Tom Baker and Paul Reed met. He spoke.",
        "Tom Baker told Paul Reed that he had lost the vote.",
    ],
)
def test_a_pronoun_that_may_be_either_of_two_stays_open(text):
    mentions = tables.mentions(annotate(article_of(text)))
    assert "pronoun" not in set(mentions["kind"])
