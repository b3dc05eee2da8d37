"""Words that report speech elsewhere, where they report none."""

from spacy.tokens import Doc, Token

from helpers.annotation import grammar
from helpers.annotation.gazetteers import context_words
from helpers.annotation.grammar import SUBJECTS, has_to
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import THINGS, can_speak, is_person_noun
from helpers.annotation.lexicons.speech import entries, entry, frames
from helpers.annotation.statements.indirect_speech import Candidate

INDEFINITE = frozenset(("a", "an"))
HIM = frozenset("him her them us me".split())
MODAL = frozenset("could might should would".split())
# Frames and senses of verbs that only somebody can be the subject of.
OF_THINGS, OPINIONS = frozenset(("np", "inf", "obj inf")), frozenset(("opinion", "praising"))


def says_nothing(doc: Doc, candidate: Candidate) -> bool:
    """Say whether nobody says the content of a candidate."""
    head = doc[candidate.head]
    if candidate.source is None and _is_nobodys(doc, candidate):
        return True
    return (
        _is_without_comment(head, candidate.frame)
        or _is_unreal(head, candidate.frame)
        or _is_condition(head)
        or _is_deed(head, candidate.frame)
        or _is_by_attackers(doc, candidate)
        or _is_of_thing(doc, candidate)
        or _is_of_another(head)
        or _is_when(doc, candidate)
        or _is_only_that(doc, candidate)
    )


def _is_deed(verb: Token, frame: str) -> bool:
    """Does the verb stand for something done, not said?"""
    return (
        _is_done(verb, frame)
        or _is_removal(verb)
        or _is_redone(verb, frame)
        or _is_blow(verb, frame)
    )


def _is_nobodys(doc: Doc, c: Candidate) -> bool:
    """ "The end was not mentioned" by anybody, "it is hard to see why", "questions about it"

    Nor does anybody in the heading "Questioning the mayor".
    """
    head = doc[c.head]
    return (
        c.frame == "fronted"
        or any(doc[i].dep_ == "neg" for i in c.cue)
        or _is_judged(head)
        or (head.tag_ == "VBG" and head.dep_ in {"ROOT", "csubj"})
        or (head.lemma_ in statement_words("identifying") and c.frame.startswith("passive"))
        or (head.pos_ == "NOUN" and head.lemma_ in statement_words("open"))
    )


def _is_judged(verb: Token) -> bool:
    """ "It is hard *to see* why" """
    judges = [verb.head, *(child for child in verb.head.children if child.dep_ == "acomp")]
    words = statement_words("judging an infinitive")
    return has_to(verb) and any(word.lemma_ in words for word in judges)


def _is_without_comment(verb: Token, frame: str) -> bool:
    """ "She won't comment" """
    if verb.lemma_ not in statement_words("refusing") or frame != "inf":
        return False
    clause = grammar.first_child(verb, "xcomp")
    return clause is not None and clause.lemma_ in statement_words("commenting")


def _is_unreal(verb: Token, frame: str) -> bool:
    """ "A scan *could have shown* that it was over", "she *might have envied* it": perhaps not

    But who would have liked to stay did like to.
    """
    modal = MODAL if frames()[frame].form == "speech" else MODAL - {"should", "would"}
    auxiliaries = [child for child in verb.lefts if child.dep_ == "aux"]
    have = any(a.lemma_ == "have" and a.tag_ == "VB" for a in auxiliaries)
    return have and any(a.lower_ in modal for a in auxiliaries)


def _is_condition(verb: Token) -> bool:
    """ "*If ministers believe in* it, they should pay": perhaps they don't"""
    marks = [c for c in verb.lefts if c.dep_ == "mark" and c.lower_ in {"if", "unless"}]
    return bool(marks) and marks[0].i == verb.left_edge.i and verb.head != verb


def _is_done(verb: Token, frame: str) -> bool:
    """ "He posted *bail*", "they recalled *the envoy*": what is got or taken back, and not said"""
    noun = grammar.first_child(verb, "dobj")
    if noun is None or frame != "np":
        return False
    if (noun.like_num or noun.tag_ == "CD") and all(c.lower_ != "of" for c in noun.rights):
        return True  # "call 101", "promised 2,000", but not "revealed one of the plans"
    if verb.lemma_ == "deny" and (noun.ent_type_ == "PERSON" or noun.lower_ in HIM):
        return True  # "the goalkeeper denied him"
    done = (("getting", "got"), ("taking back", "taken back"))
    return any(
        verb.lemma_ in statement_words(verbs) and noun.lemma_.lower() in statement_words(nouns)
        for verbs, nouns in done
    )


def _is_removal(verb: Token) -> bool:
    """ "He dismissed Novak *as head* of the bank": Novak loses the post; not "as a fool" """
    if verb.lemma_ not in statement_words("removing"):
        return False
    near = (child for word in (verb, *verb.children) for child in word.rights)
    posts = (grammar.object_of(child) for child in near if child.text == "as")
    return any(post is not None and _is_post(post) for post in posts)


def _is_post(noun: Token) -> bool:
    known = is_person_noun(noun) or noun.lemma_.lower() in context_words("noun for a role")
    return known and not _is_indefinite(noun)


def _is_indefinite(noun: Token) -> bool:
    return any(child.lower_ in INDEFINITE for child in noun.lefts)


def _is_redone(verb: Token, frame: str) -> bool:
    """ "They *repeated* the experiment", rather than the claim"""
    noun = grammar.first_child(verb, "dobj")
    if verb.lemma_ not in statement_words("doing again") or frame != "np" or noun is None:
        return False
    return noun.pos_ == "NOUN" and not _is_verbal(noun)


def _is_blow(verb: Token, frame: str) -> bool:
    """ "He attacked *a driver*", "attacked her *with a bottle*", rather than with words"""
    victim = grammar.first_child(verb, "dobj")
    if victim is None or verb.lemma_ not in statement_words("hitting"):
        return False
    if frame == "np" and is_person_noun(victim) and _is_indefinite(victim):
        return True
    tools = [c for c in verb.rights if c.lower_ == "with"]
    means = filter(None, map(grammar.object_of, tools))
    return any(noun.pos_ == "NOUN" and not _is_verbal(noun) for noun in means)


def _is_by_attackers(doc: Doc, c: Candidate) -> bool:
    """ "*Hackers* attacked the parliament", "*rebels* hit back": not with words"""
    if c.source is None or c.frame not in {"np", "passive np"}:
        return False
    violent = doc[c.source].lemma_.lower() in statement_words("attacker")
    return violent and doc[c.head].lemma_ in statement_words("hitting")


def _is_verbal(noun: Token) -> bool:
    words = statement_words("message") | statement_words("document") | statement_words("wording")
    lemma = noun.lemma_.lower()
    return lemma in words or (lemma, "noun") in entries()


def _is_only_that(doc: Doc, c: Candidate) -> bool:
    """ "She denied *that*": a word that stands for what was said before says nothing"""
    words = [doc[i] for i in c.content if not doc[i].is_punct]
    return len(words) == 1 and words[0].lower_ in THINGS


def _is_of_thing(doc: Doc, c: Candidate) -> bool:
    """ "The deal *values* the firm", "stones, *thought* to be old": a thing thinks nothing"""
    verb, found = doc[c.head], entry(doc[c.head])
    if c.source is None or c.frame not in OF_THINGS or found is None:
        return False
    if found.sense not in OPINIONS and verb.lemma_ not in statement_words("of somebody"):
        return False
    source = doc[c.source]
    people = statement_words("somebody") | statement_words("in a dispute") | {"one"}
    thing = source.pos_ == "NOUN" and not can_speak(source) and source.lemma_.lower() not in people
    return thing and source.dep_ in SUBJECTS


def _is_of_another(verb: Token) -> bool:
    """Does something else do it: "Oslo's steps, including *recognising* the island"?"""
    return (verb.dep_ == "pcomp" and verb.head.lower_ == "including") or _is_of_deed(verb)


def _is_of_deed(verb: Token) -> bool:
    """ "She opened an inquiry, *focusing* on the brakes": it is the inquiry that does"""
    above = verb.head
    if verb.tag_ != "VBG" or verb.lemma_ not in statement_words("dealing with"):
        return False
    done = grammar.first_child(above, "dobj") if above.pos_ == "VERB" else above
    if done is None or done.pos_ != "NOUN":
        return False
    return not can_speak(done) and done.lemma_.lower() not in statement_words("message")


def _is_when(doc: Doc, c: Candidate) -> bool:
    """ "Their debate *on Monday*": when they had it, and not what about"""
    words = [doc[i] for i in c.content if not doc[i].is_punct]
    return doc[c.head].pos_ == "NOUN" and all(word.ent_type_ in {"DATE", "TIME"} for word in words)
