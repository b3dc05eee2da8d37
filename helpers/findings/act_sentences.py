"""An act of one actor towards another, as an English sentence."""

from functools import cache

# Names of countries and bodies that look plural and take a singular verb all the same.
PREPOSITIONS = frozenset(
    "about against at by for from in into of on over to toward towards upon with".split()
)


def act_sentence(
    source: str,
    action: str,
    target: str,
    *,
    object: str | None = None,
    is_noun: bool = False,
    plural: bool = False,
    negated: bool = False,
    modality: str = "asserted",
) -> str:
    """Return who does what to whom, in the present tense of headlines.

    Parameters
    ----------
    source, target
        Names as a sentence has them, the source as at its beginning.
    action
        The lemma of a verb or noun, with its preposition if it has one: `talk to`, `accuse`.
    object
        What is signed, supplied or demanded, as written.
    is_noun
        The act is told by a noun: `invasion of`.
    plural
        The source is several actors.
    negated, modality
        As in the table of events.

    Examples
    --------
    >>> act_sentence("India", "sign with", "the United States", object="an accord",
    ...              modality="future")
    'India is to sign an accord with the United States.'
    >>> act_sentence("Clara Novak", "accuse", "Acme", negated=True)
    'Clara Novak does not accuse Acme.'
    >>> act_sentence("Sudan", "invasion of", "Chad", is_noun=True, negated=True)
    'No invasion of Chad by Sudan takes place.'
    """
    if is_noun:
        return _with_noun(source, action, target, negated, modality)
    verb, preposition = _parts(action)
    group = _verb_group(verb, plural, negated, modality)
    if object is not None:
        rest = f"{object} {preposition} {target}" if preposition else f"{target} {object}"
    else:
        rest = f"{preposition} {target}".strip()
    return _sentence(f"{source} {group} {rest}", modality)


def _parts(action: str) -> tuple[str, str]:
    """The verb, with its particle, and the preposition that takes the target."""
    *words, last = action.split()
    if words and last in PREPOSITIONS:
        return " ".join(words), last
    return action, ""


def _verb_group(verb: str, plural: bool, negated: bool, modality: str) -> str:
    head, _, particle = verb.partition(" ")
    tail = f" {particle}" if particle else ""
    be = "are" if plural else "is"
    negation = " not" if negated else ""
    if modality == "future":
        return f"{be}{negation} to {head}{tail}"
    if modality == "hypothetical":
        return f"may{negation} {head}{tail}"
    if modality == "denied":
        return f"{be}{negation} said to {head}{tail}"
    if negated:
        return f"{'do' if plural else 'does'} not {head}{tail}"
    return f"{head if plural else third_person(head)}{tail}"


def _with_noun(source: str, action: str, target: str, negated: bool, modality: str) -> str:
    noun, preposition = _parts(action)
    source = source[:1].lower() + source[1:] if source.startswith("The ") else source
    if preposition in {"of", "against", "on"}:
        act = f"{noun} {preposition} {target} by {source}"
    elif preposition:
        act = f"{noun} by {source} {preposition} {target}"
    else:
        act = f"{noun} between {source} and {target}"
    if negated:
        return f"No {act} {'is planned' if modality == 'future' else 'takes place'}."
    how = {"future": "is planned", "hypothetical": "is possible", "denied": "is denied"}
    return f"{_article(noun)} {act} {how.get(modality, 'is reported')}."


def _article(noun: str) -> str:
    return "An" if noun[:1] in "aeiou" else "A"


def _sentence(text: str, modality: str) -> str:
    return f"{text}, which is denied." if modality == "denied" else f"{text}."


@cache
def third_person(verb: str) -> str:
    """Return the third person singular of a verb's present tense.

    >>> third_person("deny"), third_person("go"), third_person("criticise")
    ('denies', 'goes', 'criticises')
    """
    from lemminflect import getInflection

    return getInflection(verb, "VBZ")[0]
