import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Indian Trade Minister Ravi Desai left.", "Ravi Desai", "Trade Minister", "India"),
        (
            "US Defence Secretary Carl Boone and Secretary of State Ann Weller flew home.",
            "Ann Weller", "Secretary of State", "United States",
        ),
        (
            "Rain falls everywhere, said study co-author Tom Ray, a geologist.",
            "Tom Ray", "study co-author", None,
        ),
        ("Campaign co-chair Tom Ray said it was over.", "Tom Ray", "Campaign co-chair", None),
        ("Hosting Tom Ray at Volkmar Energy is a joy, he said.", "Tom Ray", None, None),
        ("Former judge Mara Tolvan won.", "Mara Tolvan", "Former judge", None),
        (
            "Tomas Brandt, the chairman of the Harbour Union, resigned.",
            "Tomas Brandt", "chairman", "Harbour Union",
        ),
        (
            "A spokeswoman for the Harbour Union, Astrid Lund, declined to comment.",
            "Astrid Lund", "spokeswoman", "Harbour Union",
        ),
        ("Chief Executive Lena Moss resigned.", "Lena Moss", "Chief Executive", None),
        (
            "“It is late,” said Peter Vance of Lakeside University.",
            "Peter Vance", None, "Lakeside University",
        ),
        ("Mr Paul Reed arrived.", "Paul Reed", None, None),
        (
            "The acting chief executive of Volkmar Energy, Dr Tom Ray, resigned.",
            "Tom Ray", "acting chief executive", "Volkmar Energy",
        ),
        (
            "“No,” said Anna Keller, an economist at the Lakeside University in Peru.",
            "Anna Keller", "economist", "Lakeside University",
        ),
        ("Harbour Union head Tom Ray resigned.", "Tom Ray", "head", "Harbour Union"),
        ("Peru's newly elected president Rosa Vega smiled.", "Rosa Vega", "president", "Peru"),
        (
            "The Harbour Union (HU) chairman Tom Ray smiled.",
            "Tom Ray", "chairman", "Harbour Union",
        ),
        ("Tom Ray is director of the Harbour Union.", "Tom Ray", "director", "Harbour Union"),
        ("Tom Ray, who leads the Harbour Union, smiled.", "Tom Ray", None, "Harbour Union"),
        (
            "Governor Tom Ray spoke. “No,” said Ray, chairman of the Harbour Union.",
            "Tom Ray", "Governor", "Harbour Union",
        ),
        ("Iran expert Tom Ray disagreed.", "Tom Ray", "expert", None),
        ("The mayor's brother Tom Ray disagreed.", "Tom Ray", None, None),
        ("The former Peruvian president Rosa Vega left.", "Rosa Vega", "former president", "Peru"),
        (
            "Rosa Vega, the former Harbour Union head, left.",
            "Rosa Vega", "former head", "Harbour Union",
        ),
        ("Rosa Vega is a former mayor.", "Rosa Vega", "former mayor", None),
        (
            "Tom Ray, 58, a real estate developer, was charged.",
            "Tom Ray", "real estate developer", None,
        ),
        (
            "Rosa Vega, Ph.D., director of the Harbour Union, agreed.",
            "Rosa Vega", "director", "Harbour Union",
        ),
        (
            "“No,” said Anna Keller, a bat ecologist at the Lakeside University.",
            "Anna Keller", "bat ecologist", "Lakeside University",
        ),
        ("High school maths teacher Tom Ray won.", "Tom Ray", "High school maths teacher", None),
        ("They thanked the late Sir Tom Ray.", "Tom Ray", "Sir", None),
        ("Under President Tom Ray the mill closed.", "Tom Ray", "President", None),
        ("The Under Secretary Tom Ray resigned.", "Tom Ray", "Under Secretary", None),
        ("The Peruvian coach Tom Ray smiled.", "Tom Ray", "coach", None),
        ("The Peruvian violinist Tom Ray smiled.", "Tom Ray", "violinist", None),
        (
            "Tom Ray, vice chairman at the Peruvian carmaker, resigned.",
            "Tom Ray", "vice chairman", None,
        ),
        ("“No,” said Tom Ray, a grandson of the founder.", "Tom Ray", None, None),
        ("Chancellor Anna Keller of Germany left.", "Anna Keller", "Chancellor", "Germany"),
        (
            "When Tom Ray met Anna Keller, outgoing French President Paul Brandt was there.",
            "Anna Keller", None, None,
        ),
        ("They thanked Anna Keller,\n\nMayor Jo Beck stayed away.", "Anna Keller", None, None),
        (
            "Rosa Vega, president and chief operating officer of SpaceX, left.",
            "Rosa Vega", "president", "SpaceX",
        ),
        (
            "SpaceX president and chief operating officer Rosa Vega left.",
            "Rosa Vega", "chief operating officer", "SpaceX",
        ),
        ("Council leader Tom Ray voted for it.", "Tom Ray", "Council leader", None),
        ("The retired head teacher Rosa Vega cried.", "Rosa Vega", "retired head teacher", None),
        (
            "The European Union's foreign policy chief, Rosa Vega, left.",
            "Rosa Vega", "foreign policy chief", "European Union",
        ),
        ("Sentencing Tom Ray, the judge called him cruel.", "Tom Ray", None, None),
        (
            "The self-proclaimed president Rosa Vega left.",
            "Rosa Vega", "self-proclaimed president", None,
        ),
        ("Would-be mayor Rosa Vega smiled.", "Rosa Vega", "Would-be mayor", None),
        ("Would-be presidential candidate Gov. Rosa Vega smiled.", "Rosa Vega", "Gov.", None),
        (
            "Tom Ray, the alleged leader of the Harbour Union, was arrested.",
            "Tom Ray", "alleged leader", "Harbour Union",
        ),
        ("Shadow chancellor Rosa Vega said no.", "Rosa Vega", "Shadow chancellor", None),
        ("A man believed to be the gang's leader, Tom Ray, was held.", "Tom Ray", None, None),
        ("Meeting Tom Ray, the mayor, at noon, she smiled.", "Tom Ray", "mayor", None),
        ("She accused Inspector Tom Ray of lying.", "Tom Ray", "Inspector", None),
        ("The mayor accused Tom Ray of ignoring the Harbour Union.", "Tom Ray", None, None),
    ],
)  # fmt: skip
def test_roles_and_affiliations_are_read_from_the_text(text, name, role, affiliation):
    actors = tables.actors(annotate(article_of(text))).set_index("name")
    found = [
        None if value != value else value for value in actors.loc[name][["role", "affiliation"]]
    ]
    assert found == [role, affiliation]


@pytest.mark.parametrize(
    ("text", "name", "affiliation"),
    [
        ("The Peruvian bank Lima Credit closed.", "Lima Credit", "Peru"),
        ("North Korea's Foreign Ministry protested.", "Foreign Ministry", "North Korea"),
        ("Volkmar Energy of Peru protested.", "Volkmar Energy", "Peru"),
        ("The Tokyo-based Harbour Union protested.", "Harbour Union", None),
        ("Norway criticised the Harbour Union.", "Harbour Union", None),
    ],
)
def test_organisations_are_affiliated_with_a_country_said_beside_them(text, name, affiliation):
    actors = tables.actors(annotate(article_of(text))).set_index("name")
    found = actors.loc[name, "affiliation"]
    assert (None if found != found else found) == affiliation


def test_the_words_that_give_a_role_are_kept_as_evidence():
    text = "Indian Trade Minister Ravi Desai left."
    (actor,) = tables.actors(annotate(article_of(text))).query("kind == 'person'").itertuples()
    assert actor.role_evidence == "Indian Trade Minister"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Dora Quill, the minister's sister, was convicted. The minister refused.", None),
        ("Dora Quill, the bishop’s driver, was convicted. The bishop refused.", "driver"),
        ("Dora Quill, a former president's lawyer, was tried. The president refused.", "lawyer"),
        ("Dora Quill is the mayor's wife. The mayor refused.", None),
        ("Dora Quill, a close friend to the mayor, was tried. The mayor refused.", None),
        ("The wife of the mayor, Dora Quill, was convicted. The mayor refused.", None),
        ("Dora Quill, the mayor of Lakeside's eldest child, was tried. The mayor refused.", None),
        ("Dora Quill, the striker's agent, was convicted. The striker refused.", None),
    ],
)
def test_office_of_a_relative_or_employer(text, role):
    """Somebody's sister or driver does not hold the office, and is not meant by it later."""
    doc = annotate(article_of(text))
    assert list(tables.actors(doc)["role"].dropna()) == ([role] if role else [])
    assert list(tables.mentions(doc)["text"]) == ["Dora Quill"]


def test_employee_of_an_officer_is_not_affiliated():
    text = (
        "Tom Ray, the Harbour Union chairman's driver, met the Peruvian president's lawyer Ann Orr."
    )
    people = tables.actors(annotate(article_of(text))).query("kind == 'person'")
    assert set(people["role"]) == {"driver", "lawyer"}
    assert people["affiliation"].isna().all()


@pytest.mark.parametrize(
    "text",
    [
        "Tom Ray, their nominee for governor, won. The governor wept.",
        "Tom Ray is running for mayor. The mayor wept.",
        "The candidate for governor Tom Ray lost. The governor wept.",
        "Tom Ray, the president's pick for defence secretary, left. The defence secretary wept.",
        "Tom Ray, nominated as ambassador, lost. The ambassador wept.",
    ],
)
def test_whoever_seeks_an_office_does_not_hold_it(text):
    doc = annotate(article_of(text))
    assert tables.actors(doc)["role"].isna().all()
    assert list(tables.mentions(doc)["text"]) == ["Tom Ray"]


def test_spokesman_for_the_bearer_of_an_office():
    text = "Tom Ray, spokesman for Governor Anna Keller, left. He is running for mayor."
    people = tables.actors(annotate(article_of(text))).set_index("name")["role"]
    assert people.to_dict() == {"Tom Ray": "spokesman", "Anna Keller": "Governor"}


@pytest.mark.parametrize(
    "text",
    ["Ada (Mara Tolvan) has buried her husband.", "Ada Roe is Mara Tolvan's sister-in-law."],
)
def test_a_person_is_no_affiliation_and_a_relative_no_office(text):
    actors = tables.actors(annotate(article_of(text)))
    assert actors[["role", "affiliation"]].isna().all(axis=None)
