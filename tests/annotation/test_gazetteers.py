"""The curated tables: complete, consistent, and as tolerant as running text needs."""

import babel
import pycountry
import pytest

from helpers.annotation import gazetteers


@pytest.mark.parametrize(
    ("form", "alpha_3", "kind"),
    [
        ("Norway", "NOR", "name"),
        ("the Norwegian", "NOR", "demonym"),
        ("Norwegians'", "NOR", "demonym"),
        ("NORWAY’S", "NOR", "name"),
        ("U.S.", "USA", "name"),
        ("the US", "USA", "name"),
        ("American", "USA", "demonym"),
        ("The Russian Federation", "RUS", "name"),
        ("Cote d'Ivoire", "CIV", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("Türkiye", "TUR", "name"),
        ("Turkey", "TUR", "name"),
        ("South Korea", "KOR", "name"),
        ("Kosovo", "XKX", "name"),
        ("Beijing", "CHN", "capital"),
        ("the Kremlin", "RUS", "seat"),
        ("the White House", "USA", "seat"),
        ("Downing Street", "GBR", "seat"),
    ],
)
def test_a_country_under_its_many_names(form, alpha_3, kind):
    match = gazetteers.country(form)
    assert (match.country.alpha_3, match.kind) == (alpha_3, kind)


@pytest.mark.parametrize("form", ["us", "turkey", "Singh", "IN", "CAN", "England", "Europe", ""])
def test_what_is_not_a_country(form):
    assert gazetteers.country(form) is None


# States that no longer exist; ISO 3166-3 keeps their codes.
PAST = {"SUN", "YUG", "CSK", "DDR"}


def test_every_member_of_iso_3166_that_news_knows_has_its_names():
    for alpha_3, country in gazetteers.countries().items():
        if alpha_3 != "XKX" and alpha_3 not in PAST:
            record = pycountry.countries.get(alpha_3=alpha_3)
            name = babel.Locale("en").territories[record.alpha_2]
            if " SAR " not in name and "(" not in name:
                assert gazetteers.country(name).country.alpha_3 == alpha_3, name
        assert gazetteers.country(country.name).country == country


def test_every_country_has_a_demonym_and_a_capital():
    kinds = {}
    for match in gazetteers.country_forms().values():
        kinds.setdefault(match.country.alpha_3, set()).add(match.kind)
    # Congo and Dominica share their demonyms with a larger neighbour; the Vatican has none.
    assert {code for code in kinds if "demonym" not in kinds[code]} == {"COG", "DMA", "VAT"}
    # Territories without a government of their own, and cities that are the whole state or whose
    # capital has the state's name.
    assert {code for code in kinds if "capital" not in kinds[code]} - PAST == {
        "ASM", "COK", "CYM", "ESH", "GIB", "GUM", "HKG", "MAC", "MCO", "SGP", "SMR", "STP", "VAT",
        "VGB", "VIR",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("form", "bloc_id"),
    [
        ("EU", "european-union"),
        ("the European Union’s", "european-union"),
        ("Nato", "nato"),
        ("the UN Security Council", "un-security-council"),
        ("ASEAN", "asean"),
        ("African Union", "african-union"),
        ("G7", "g7"),
    ],
)
def test_international_bodies(form, bloc_id):
    assert gazetteers.bloc(form).id == bloc_id


def test_no_form_is_both_a_country_and_a_body():
    assert not set(gazetteers.country_forms()) & set(gazetteers.bloc_forms())


def test_ambiguous_forms_are_marked_and_exist():
    forms = {
        **gazetteers.country_forms(),
        **gazetteers.bloc_forms(),
        **gazetteers.organisation_forms(),
    }
    assert set(gazetteers.ambiguous()) <= set(forms)
    assert gazetteers.country("Georgia").ambiguous
    assert not gazetteers.country("France").ambiguous


@pytest.mark.parametrize(
    ("title", "kind"),
    [("mr", "honorific"), ("prime minister", "office"), ("gen", "military"), ("king", "noble")],
)
def test_titles(title, kind):
    assert gazetteers.titles()[title] == kind
