"""Names without a word that only begins the sentence: "Hosting Keller", "Composer Ines Keller"."""

from spacy.tokens import Doc, Token

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actors.name_span import Name

FIRST_WORDS = frozenset("VERB AUX ADV ADP SCONJ CCONJ PRON DET".split())
ROLE_NOUNS = gazetteers.context_words("person noun") | gazetteers.context_words(
    "noun for an occupation"
)


def without_first_words(doc: Doc, names: list[Name]) -> list[Name]:
    """Return `names` without first words that are capitalised only as the sentence's first."""
    surnames = {
        doc[name.end - 1].text
        for name in names
        if name.label == "PERSON"
        and personal_names.is_given_name(doc[name.start].text)
        and name.end - name.start > 1
    }
    return [
        name._replace(start=name.start + 1) if _has_first_word(doc, name, surnames) else name
        for name in names
    ]


def _has_first_word(doc: Doc, name: Name, surnames: set[str]) -> bool:
    return _describes(doc, name) or (
        name.label == "PERSON"
        and (_is_word_and_surname(doc, name, surnames) or _is_word_and_full_name(doc, name))
    )


def _is_word_and_surname(doc: Doc, name: Name, surnames: set[str]) -> bool:
    """ "Hosting Keller" at the beginning of a sentence"""
    is_pair = name.end - name.start == 2
    return is_pair and _begins_sentence(doc[name.start]) and doc[name.end - 1].text in surnames


def _is_word_and_full_name(doc: Doc, name: Name) -> bool:
    """ "Composer Ines Keller", "Hosting Ines Keller" at the beginning of a sentence"""
    first, rest = doc[name.start], [token.text for token in doc[name.start + 1 : name.end]]
    if len(rest) < 2 or not first.is_sent_start or personal_names.is_given_name(first.text):
        return False
    if first.lower_ in ROLE_NOUNS:
        return personal_names.is_full_name(rest) or not personal_names.is_surname(first.text)
    return _begins_sentence(first) and personal_names.is_full_name(rest)


def _describes(doc: Doc, name: Name) -> bool:
    """Is the first word no part of the name, and only in capitals as the first: "Rival Volkmar"?"""
    words = gazetteers.context_words("description that begins a sentence before a name")
    first = doc[name.start]
    return first.is_sent_start and first.text in words and name.end - name.start > 1


def _begins_sentence(token: Token) -> bool:
    """Is it a word capitalised as the start of a sentence, and not a given name?"""
    is_other = token.pos_ in FIRST_WORDS or token.lower_.endswith("ing")
    return token.is_sent_start and is_other and not personal_names.is_given_name(token.text)
