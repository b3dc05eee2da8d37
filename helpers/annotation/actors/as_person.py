"""Signs that a name is a person's: "Keller retired", "Keller's wife", "Keller himself".

The function yields pieces of evidence under their names in data/rules/kind_evidence.csv.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from helpers.annotation.actors.name_span import Name
from helpers.annotation.gazetteers import context_words
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons.person_nouns import person_noun

HIMSELF = frozenset("himself herself".split())
OWN = frozenset("he she his her".split())
# "Volkmar gave her a bonus": an object is hardly ever the subject's own pronoun.
BY_SUBJECT = SUBJECTS | {"poss"}
LEADING = frozenset("prep advcl".split())
# Companies have them as well.
NOT_ONLY_KIN = frozenset("partner friend".split())


def evidence(doc: Doc, name: Name) -> Iterator[str]:
    """Yield the evidence from what one occurrence of a name does, suffers or has."""
    root = doc[name.start : name.end].root
    if _is_himself(doc, name, root):
        yield "himself or herself"
    if root.dep_ in SUBJECTS:
        if _is_of_people(root):
            yield "verb of people"
        if not _other_may_be_meant(root):
            yield from _own_pronouns(root)
    elif _owns_as_a_person(doc, name):
        yield "noun of a person's own after"


def _is_himself(doc: Doc, name: Name, root: Token) -> bool:
    """ "Keller himself", "Keller cut himself" """
    if doc[name.end : name.end + 1].text in HIMSELF and root.dep_ != "dobj":
        return True
    objects = [*root.head.rights] if root.dep_ == "nsubj" else []
    objects += [child for token in objects if token.dep_ == "prep" for child in token.children]
    return any(token.lower_ in HIMSELF for token in objects)


def _is_of_people(subject: Token) -> bool:
    """ "Keller retired", "Keller was born", "Keller studied at a college" """
    verb = subject.head
    lemma = verb.lemma_.lower()
    if subject.dep_ == "nsubjpass":
        return lemma in context_words("what is done to people")
    if lemma in context_words("verb of people"):
        return not any(child.dep_ == "dobj" for child in verb.rights)
    if _works_as_a_person(verb):
        return True
    links = (c.lower_ for c in verb.rights if c.dep_ in {"prep", "prt"})
    return any(f"{lemma} {link}" in context_words("verb of people") for link in links)


def _works_as_a_person(verb: Token) -> bool:
    """ "Keller worked as a nurse", but not "Volkmar works as a painkiller" """
    if verb.lemma_ not in context_words("verb before what somebody is"):
        return False
    links = (c for c in verb.rights if c.lower_ == "as" and c.dep_ == "prep")
    nouns = (noun for link in links for noun in link.rights if noun.dep_ == "pobj")
    return any(noun.tag_ == "NN" and person_noun(noun) == "person" for noun in nouns)


def _owns_as_a_person(doc: Doc, name: Name) -> bool:
    """ "Keller's wife", "Keller's late father", but not "Keller's sister company" """
    owner = doc[name.end - 1]
    after = doc[name.end : name.end + 1]
    if owner.dep_ != "poss" or not after or after[0].tag_ != "POS":
        return False
    own = context_words("noun of a person's own") | context_words("kin") - NOT_ONLY_KIN
    return owner.head.lower_ in own


def _own_pronouns(subject: Token) -> Iterator[str]:
    if _follows_own_pronoun(subject):
        yield "own pronoun before"
    if _precedes_own_pronoun(subject):
        yield "own pronoun after"


def _other_may_be_meant(subject: Token) -> bool:
    """ "She left for Volkmar. Volkmar kept *her* office": is it more likely somebody of before?

    A pronoun before may be the name's own: "Keller sang. She left. Keller kept her flat." Who is a
    subject beside the name may be meant: "Volkmar has a place in *her* heart, Keller said".
    """
    beside = (t for t in subject.sent if t.dep_ in SUBJECTS and t.text != subject.text)
    if any(map(_may_be_somebody, beside)):
        return True
    start = subject.sent.start
    before = subject.doc[start - 1].sent if start else ()
    if any(person_noun(token) == "person" and token.pos_ == "NOUN" for token in before):
        return True
    is_new = all(
        token.text != subject.text for token in subject.doc[: before[0].i if before else 0]
    )
    return is_new and any(map(_is_own, before))


def _follows_own_pronoun(subject: Token) -> bool:
    """ "In *his* second year, Keller won": the subject is the first who can be meant."""
    leading = [c for c in subject.head.lefts if c.i < subject.i and c.dep_ in LEADING]
    words = [token for part in leading for token in part.subtree]
    if not any(map(_is_own, words)):
        return False
    is_first = words[0].i <= subject.sent.start + 1
    return is_first and not any(token.ent_type_ == "PERSON" for token in words)


def _precedes_own_pronoun(subject: Token) -> bool:
    """ "Keller won *his* first race", "Keller said *he* was tired": nobody else stands between."""
    for token in subject.doc[subject.i + 1 : subject.head.right_edge.i + 1]:
        if _is_own(token):
            return token.dep_ in BY_SUBJECT and token.i > subject.head.i
        if _may_be_somebody(token):
            return False
    return False


def _is_own(token: Token) -> bool:
    return token.lower_ in OWN and token.pos_ == "PRON"


def _may_be_somebody(token: Token) -> bool:
    return token.pos_ == "PROPN" or person_noun(token) is not None
