from itertools import pairwise

import pytest
import spacy
from conftest import article_of

from helpers.annotation.pipeline import annotate
from helpers.annotation.quotations import find_quotations, quotations_of

NLP = spacy.blank("en")


def quotations(text):
    doc = NLP(text)
    return [doc[start:end].text for start, end in find_quotations(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “yes” twice.", ["“yes”"]),
        ('"Yes," she said. "No."', ['"Yes,"', '"No."']),
        ("„Ja“ and «oui» and ''si''", ["„Ja“", "«oui»", "''si''"]),
        ("She said ‘yes’ and 'no'.", ["‘yes’", "'no'"]),
        ("It's the ministers' plan, isn't it, in the '90s?", []),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("‘He told me “wait”,’ she said.", ["‘He told me “wait”,’"]),
        (
            "‘It’s the ministers’ fault, and I won’t go.’",
            ["‘It’s the ministers’ fault, and I won’t go.’"],
        ),
        ("'The workers' union is right,' she said.", ["'The workers' union is right,'"]),
        ("A 'workers' paradise' for the boys' club.", ["'workers' paradise'"]),
        ("Her ‘promises’ were empty. ‘She lied,’ he said.", ["‘promises’", "‘She lied,’"]),
        ("“One.\n\n“Two.”\n\nThree.", ["“One.", "“Two.”"]),
        ("“One. Two.\n\nThree.", []),
        ('She said "one and two. "Three" came.', ['"Three"']),
        ("A closing mark” alone, and another one”.", []),
    ],
)
def test_quotations_are_found_in_every_style_and_slips_are_not(text, expected):
    assert quotations(text) == expected


def test_quotations_are_in_order_and_apart():
    doc = NLP("“a ‘b “c” d’ e” f ‘g’ ”h” “i")
    found = find_quotations(doc)
    assert all(a < b <= c for (a, b), (c, _) in pairwise(found))


def test_quotations_lie_on_the_doc():
    doc = annotate(article_of("“It is over,” Ada Novak said. “Good.”"))
    recorded = [span.text for span in doc.spans["quotations"]]
    assert recorded == ["“It is over,”", "“Good.”"]
    assert [doc[slice(*tokens)].text for tokens in quotations_of(doc)] == recorded
