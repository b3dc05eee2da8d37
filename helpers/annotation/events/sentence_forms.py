"""Forms of the words of an act's sentence: agreement with a name, contractions, quotation marks."""

import re

from spacy.tokens import Span, Token

from helpers.annotation.grammar import FINITE, NOMINAL
from helpers.annotation.lexicons import acts

# "Novak Novak said", "in Lima In Lima"
REPEATED = re.compile(r"\b([A-Z]\w+|\w+ [A-Z]\w+) \1\b", re.IGNORECASE)
# Contractions by tag or lemma: "she’d", tagged as a modal verb, is "Novak would".
FULL = {
    mark + form: full
    for mark in "'’"
    for form, full in (
        ("d", {"MD": "would", "": "had"}),
        ("s", {"have": "has", "": "is"}),
        ("ll", {"": "will"}),
        ("ve", {"": "has"}),
        ("re", {"": "is"}),
        ("m", {"": "is"}),
    )
}
STARTS, ENDS = re.compile(r"(?<!\S)['‘](?=\w)"), re.compile(r"(?<=[\w.,!?])['’](?!\w)")
COMMA_AT_END = re.compile(r"[,;:]+([\"”’']*)$")
# Verb forms after a name that replaces a pronoun.
SINGULAR = {"am": "is", "are": "is", "were": "was", "have": "has", "do": "does", "was": "was"}


def full_form(contraction: Token) -> str | None:
    """Return the word that "’d" or "’s" stands for after a name; None if that is unclear."""
    if contraction.lower_[1:] == "s" and contraction.head.tag_ == "VBN":
        # "she’s accused": is or has?
        return None
    form = FULL[contraction.lower_]
    return form.get(contraction.tag_, form.get(contraction.lemma_, form[""]))


def agreeing(words: Span, stands_for: Token | None) -> str | None:
    """Return the words, with a singular verb if a name replaces "I" or "they"; None if unclear.

    "have decided" can become "has decided", but the form of "support" is not known.
    """
    if stands_for is None or words[0].tag_ not in FINITE:
        return words.text
    form = SINGULAR.get(words[0].lower_)
    return form or (None if words[0].tag_ == "VBP" else words.text)


def joined(text: str, before: Token | None, token: Token, word: str) -> str:
    """Return the text with one more word, spaced as in the article."""
    if before is None:
        return word
    word = word.removeprefix("the ") if before.lower_ == "the" else word
    return f"{text} {word}" if before.whitespace_ or before.i + 1 < token.i else text + word


def closed(text: str) -> str:
    """Return the text with a truncated quotation closed again, or without stray marks."""
    if len(STARTS.findall(text)) != len(ENDS.findall(text)):
        # "called it his 'worst mistake", cut before the closing mark
        text = STARTS.sub("", text)
    opening, closing = text.count("“"), text.count("”")
    if closing > opening or text.count('"') % 2:
        return re.sub('[“”"]', "", text)
    return text + "”" * (opening - closing)


def sentence(text: str) -> str:
    """Return the text with a capital and a full stop."""
    text = re.sub(r"\s+([.,;:])", r"\1", COMMA_AT_END.sub(r"\1", text))
    end = "" if text.endswith((".", '."', ".”")) else "."
    return f"{text[0].upper()}{text[1:]}{end}"


def is_contraction(word: Token) -> bool:
    """Say whether it is "’d", "’s", "’ll" ... of a verb."""
    return word.lower_ in FULL and word.pos_ in {"AUX", "VERB"}


def is_repeated(text: str) -> bool:
    """Say whether a name is written twice: "Novak Novak said"."""
    return bool(REPEATED.search(text))


def is_object(her: Token) -> bool:
    """Say whether "her" is an object: "granted *her* immunity", though tagged as a possessive."""
    noun = her.head
    given = noun.dep_ == "dobj" and noun.head.lemma_.lower() in acts.words("giving")
    return her.lower_ == "her" and (given or noun.pos_ not in NOMINAL)
