import pytest
from conftest import article_of

from helpers import tables
from helpers.pipeline import annotate


def actors_in(text):
    """Return the mentions of a text: the words, and the actor that they were given to."""
    table = tables.mentions(annotate(article_of(text)))
    return list(zip(table["text"], table["actor_id"], strict=True))


def test_a_surname_belongs_to_the_full_name(meeting):
    mentions = tables.mentions(meeting)
    of_baker = mentions[mentions["actor_id"] == "person:tom-baker"]
    assert of_baker["text"].tolist() == ["Tom Baker", "Baker", "Baker"]
    assert of_baker["rule"].tolist() == ["full name", *["surname of a full name"] * 2]


def test_a_country_and_its_demonym_are_one_actor(meeting):
    mentions = tables.mentions(meeting)
    of_norway = mentions[mentions["actor_id"] == "country:NOR"]
    assert dict(zip(of_norway["text"], of_norway["kind"], strict=True)) == {
        "Norway": "name",
        "Norwegian": "demonym",
    }


def test_a_title_is_a_role_and_no_part_of_the_name(meeting):
    (novak,) = tables.actors(meeting).query("actor_id == 'person:clara-novak'").itertuples()
    assert novak.name == "Clara Novak"
    assert novak.role == "Trade Minister"


def test_aliases_list_every_form_with_its_count(meeting):
    (baker,) = tables.actors(meeting).query("actor_id == 'person:tom-baker'").itertuples()
    assert baker.aliases == "Baker (2); Tom Baker (1)"


def test_two_bearers_of_one_surname_stay_two_and_a_bare_surname_is_marked():
    text = "Anna Keller met Paul Keller in Berlin. Keller smiled."
    mentions = tables.mentions(annotate(article_of(text)))
    people = mentions[mentions["actor_id"].str.startswith("person:")]
    assert people["actor_id"].nunique() == 2
    last = people.iloc[-1]
    assert (last["actor_id"], last["rule"]) == (
        "person:paul-keller",
        "surname, last of several who bear it",
    )


@pytest.mark.parametrize("text", ["", "12345 67 89 %", "“ ” … —", "it rained."])
def test_texts_without_actors_have_none(text):
    assert actors_in(text) == []


def test_labels_of_model_and_repair_are_both_kept(bundled_doc):
    entities = tables.entities(bundled_doc)
    named = entities[entities["actor_id"].notna()]
    for row in named.itertuples():
        kind = row.actor_id.partition(":")[0]
        assert (
            row.label
            in {
                "person": {"PERSON"},
                "organisation": {"ORG"},
                "country": {"GPE", "NORP"},
                "bloc": {"ORG"},
            }[kind]
        )
    assert set(entities["model_label"].dropna()) <= set(
        bundled_doc.vocab.strings[e.label] for e in bundled_doc.spans["model_entities"]
    )
