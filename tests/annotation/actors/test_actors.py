import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.actor_ids import kind_of
from helpers.annotation.pipeline import annotate


def actors_in(text):
    """Return the mentions of a text: the words, and the actor that they were assigned to."""
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
        kind = kind_of(row.actor_id)
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


def names_of(text):
    """Return the actors that a text names: the id without its kind, and the words for it."""
    found = {}
    mentions = tables.mentions(annotate(article_of(text)))
    for row in mentions[mentions["kind"].isin(["name", "demonym", "metonym"])].itertuples():
        found.setdefault(row.actor_id, []).append(row.text)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "William Hart spoke first. Bill Hart was tired, and Hart's aides left.",
            {"person:william-hart": ["William Hart", "Bill Hart", "Hart"]},
            id="nickname, surname and possessive",
        ),
        pytest.param(
            "Anna Keller won. Mr Keller congratulated Ms Keller.",
            {"person:anna-keller": ["Anna Keller", "Keller"], "person:keller": ["Keller"]},
            id="a title of the other gender is somebody else",
        ),
        pytest.param(
            "President Keller spoke. He left. Later Anna Keller came. Keller was ill.",
            {"person:keller": ["Keller", "Keller"], "person:anna-keller": ["Anna Keller"]},
            id="a pronoun of the other gender is somebody else's",
        ),
        pytest.param(
            "Emily and Paul Keller gave up their farm. Mr Keller was ill. Mrs Keller wept.",
            {"person:emily-keller": ["Emily", "Keller"],
             "person:paul-keller": ["Paul Keller", "Keller"]},
            id="a surname written once for two",
        ),
        pytest.param(
            "Brothers Ivan and Pavel Novak own a mill. Ivan built it. The Novaks sold it.",
            {"person:ivan-novak": ["Ivan", "Ivan"], "person:pavel-novak": ["Pavel Novak"]},
            id="a family has no row of its own",
        ),
        pytest.param(
            "Marta and Ada Keller won. Marta smiled.",
            {"person:marta": ["Marta", "Marta"], "person:ada-keller": ["Ada Keller"]},
            id="a single name beside a full name",
        ),
        pytest.param(
            "Paul “Buzz” Keller, who owns the kiosk, saw it. Buzz called the police.",
            {"person:paul-buzz-keller": ["Paul “Buzz” Keller", "Buzz"]},
            id="a nickname that begins a sentence",
        ),
        pytest.param(
            "Arthur Keller, better known as “Rocky”, left. Rocky smiled.",
            {"person:arthur-keller": ["Arthur Keller", "Rocky", "Rocky"]},
            id="known as, in quotation marks",
        ),
        pytest.param(
            "Tom Keller visited Oslo. Anna Novak met Tom Keller. Hosting Keller was a joy.",
            {"person:tom-keller": ["Tom Keller", "Tom Keller", "Keller"],
             "person:anna-novak": ["Anna Novak"]},
            id="a first word that is not a given name",
        ),
        pytest.param(
            "Barr put Kathleen Hawk Keller in charge. Hawk Keller testified. Hawk Keller smiled.",
            {"person:barr": ["Barr"],
             "person:kathleen-hawk-keller": ["Kathleen Hawk Keller", "Hawk Keller", "Hawk Keller"]},
            id="a surname of two words",
        ),
        pytest.param(
            "Anna Keller met an Iraqi in Oslo. The Frenchman laughed, and the Norwegians sang.",
            {"person:anna-keller": ["Anna Keller"], "country:NOR": ["Norwegians"]},
            id="one person of a country is not a state",
        ),
        pytest.param(
            "The mayor of Malvora, Tom Keller, wept.",
            {"person:tom-keller": ["Tom Keller"]},
            id="what has a mayor is a place",
        ),
        pytest.param(
            "José Álvarez met Jose Alvarez's lawyer.",
            {"person:jose-alvarez": ["José Álvarez", "Jose Alvarez"]},
            id="accents",
        ),
        pytest.param(
            "Maria Keller and Tom Novak flew to Oslo. The Keller-Novak visit lasted a day.",
            {"person:maria-keller": ["Maria Keller", "Keller"],
             "person:tom-novak": ["Tom Novak", "Novak"]},
            id="a hyphenated pair is two people",
        ),
        pytest.param(
            "PRESIDENT ANNA KELLER TELLS FRANCE TO WAIT\n\n"
            "President Anna Keller told France to wait. Keller smiled.",
            {"person:anna-keller": ["ANNA KELLER", "Anna Keller", "Keller"],
             "country:FRA": ["FRANCE", "France"]},
            id="a headline in capitals",
        ),
        pytest.param(
            "The Coastal Relief Fund (CRF) opened an office. The CRF has ten nurses.",
            {"organisation:coastal-relief-fund": ["Coastal Relief Fund", "CRF", "CRF"]},
            id="an acronym that the text introduces",
        ),
        pytest.param(
            "The European Union (EU) warned Hungary. The EU wants answers.",
            {"bloc:european-union": ["European Union", "EU", "EU"], "country:HUN": ["Hungary"]},
            id="an international body",
        ),
        pytest.param(
            "The EU Commission wrote to Poland.",
            {"bloc:european-union": ["EU"], "bloc:european-commission": ["Commission"],
             "country:POL": ["Poland"]},
            id="a body of a body",
        ),
        pytest.param(
            "Mayor Anna Keller (SPD) spoke to Franco-Italian firms.",
            {"person:anna-keller": ["Anna Keller"],
             "organisation:social-democratic-party-of-germany": ["SPD"],
             "country:FRA": ["Franco"], "country:ITA": ["Italian"]},
            id="a party in brackets is not an acronym of its member",
        ),
        pytest.param(
            "Rome-born Theresa May came home. May was glad.",
            {"person:theresa-may": ["Theresa May", "May"]},
            id="a surname that is a month",
        ),
        pytest.param(
            "At least 20 Indian soldiers died near the border.",
            {"country:IND": ["Indian"]},
            id="nationals",
        ),
        pytest.param(
            "Chad Smith plays drums. Georgia Miller sings.",
            {"person:chad-smith": ["Chad Smith"], "person:georgia-miller": ["Georgia Miller"]},
            id="given names that are countries",
        ),
        pytest.param(
            "The Pentagon said the F-35 and the Clean Air Act were not discussed.",
            {"organisation:pentagon": ["Pentagon"]},
            id="weapons and laws are not actors",
        ),
        pytest.param(
            "Senator Laura Lane thanked Captain Peter Law. Lane said Law had waited.",
            {"person:laura-lane": ["Laura Lane", "Lane"], "person:peter-law": ["Peter Law", "Law"]},
            id="surnames that are words for no actor",
        ),
        pytest.param(
            "Chad Holland won a seat. Mr Holland thanked his voters. Holland was tired.",
            {"person:chad-holland": ["Chad Holland", "Holland", "Holland"]},
            id="names that are countries",
        ),
        pytest.param(
            "Anna Jordan, a nurse, flew home from Jordan. She had worked in Jordan for a year.",
            {"person:anna-jordan": ["Anna Jordan"], "country:JOR": ["Jordan", "Jordan"]},
            id="a country that a person is called after",
        ),
        pytest.param(
            "Pedro de la Mora won. De la Mora smiled, and his wife thanked de la Mora.",
            {"person:pedro-de-la-mora": ["Pedro de la Mora", "De la Mora", "de la Mora"]},
            id="particles",
        ),
        pytest.param(
            "Bright Midland Theatre (BMT) closed. The BMT has debts, said Rosa Fell of BMT.",
            {"organisation:bright-midland-theatre": ["Bright Midland Theatre", "BMT", "BMT", "BMT"],
             "person:rosa-fell": ["Rosa Fell"]},
            id="an acronym that the text explains",
        ),
        pytest.param(
            "Solvik Energy lost money. Shares in Solvik fell. Solvik said it would sell a plant.",
            {"organisation:solvik-energy": ["Solvik Energy", "Solvik", "Solvik"]},
            id="a short name of a company",
        ),
    ],
)  # fmt: skip
def test_names_are_given_to_their_actors(text, expected):
    assert names_of(text) == expected


def test_words_of_a_subheading_are_not_a_name():
    text = (
        "Market news\n\nNorbank Cuts Rating Of Velden\n\n"
        "The agency Norbank cut its rating of Velden on Monday. Velden Bank criticised it."
    )
    assert set(names_of(text)) == {"organisation:norbank", "organisation:velden-bank"}


@pytest.mark.parametrize("noun", ["Party members", "Union leaders", "Company directors"])
def test_a_noun_is_not_a_name_just_because_it_begins_a_sentence(noun):
    assert set(names_of(f"{noun} admire Rosa Fell.")) == {"person:rosa-fell"}


def test_georgia_is_a_state_beside_its_cities_and_a_country_elsewhere():
    assert names_of("Officials in Atlanta said Georgia would count again.") == {}
    assert names_of("Georgia asked Russia for talks in Tbilisi.") == {
        "country:GEO": ["Georgia"],
        "country:RUS": ["Russia"],
    }


@pytest.mark.parametrize(
    ("text", "is_government"),
    [
        ("Beijing warned its neighbours on Monday.", True),
        ("The Kremlin rejected the offer.", True),
        ("They held a meeting in Beijing.", False),
        ("Beijing has twenty million inhabitants.", False),
    ],
)
def test_a_capital_is_a_government_only_where_it_acts(text, is_government):
    ids = {mention for _, mention in actors_in(text) if mention.startswith("country:")}
    assert bool(ids) == is_government


def test_a_country_that_plays_is_its_team():
    text = (
        "Argentina beat Germany 2-1 in the final. The striker scored both goals, and the coach "
        "praised his midfielder. Germany lost the ball, the goalkeeper was late, and the match was "
        "over. Fans of the league cheered the defenders. The cup was held in Brazil."
    )
    assert names_of(text) == {
        "organisation:argentina-national-team": ["Argentina"],
        "organisation:germany-national-team": ["Germany", "Germany"],
        "country:BRA": ["Brazil"],
    }


def test_countries_in_a_list_of_results_are_teams():
    text = (
        "Norway 2-1 Greece\nPeru 0-0 Chile\nJapan 3-2 Ghana\n\nJapan's captain praised the "
        "goalkeeper. The final is played in Brazil on Sunday."
    )
    found = names_of(text)
    assert {"organisation:greece-national-team", "organisation:japan-national-team"} <= set(found)
    assert found["country:BRA"] == ["Brazil"]


def test_short_names_of_a_body_and_spellings_of_a_surname_are_one_actor():
    text = (
        "NATO met in Oslo. President Volodymyr Bilensky thanked the Alliance. Bilenskyy left "
        "early, and a Dutchman followed."
    )
    assert names_of(text) == {
        "bloc:nato": ["NATO", "Alliance"],
        "person:volodymyr-bilensky": ["Volodymyr Bilensky", "Bilenskyy"],
    }


def test_a_label_is_decided_once_for_the_whole_article():
    text = (
        "Defence Minister Rajesh Mehta arrived in Delhi. Mehta said little. India trusts Mehta, "
        "and with Mehta came General Arun Das."
    )
    entities = tables.entities(annotate(article_of(text)))
    assert set(entities.loc[entities["text"].str.contains("Mehta"), "label"]) == {"PERSON"}


@pytest.mark.parametrize(
    "text",
    [
        "Minister Resigns After Vote\nBank Raises Rates",
        "THE PRIME MINISTER OF NORWAY, ERNA DAHL, MET FRENCH OFFICIALS IN OSLO.",
        "Путин встретился с Си Цзиньпином. 习近平会见了普京。 التقى الرئيس الوزير.",
        " ".join(f"Anna Nov{a}{b} met Paul Kel{b}{a}." for a in "abcdefghij" for b in "klmnopqrst"),
        "Keller",
        "(((\n\n\n)))",
    ],
    ids=["headlines", "capitals", "other scripts", "many names", "one word", "brackets"],
)
def test_awkward_texts_have_mentions_that_are_in_them(text):
    doc = annotate(article_of(text))
    for row in tables.mentions(doc).itertuples():
        assert doc.text[row.start_char : row.end_char] == row.text
    assert set(tables.mentions(doc)["actor_id"]) == set(tables.actors(doc)["actor_id"])
