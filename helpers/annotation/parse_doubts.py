"""Places where a dependency parse is often wrong, or leaves open who does what."""

from spacy.tokens import Span, Token

from helpers.annotation.lexicons.acts import effect, frames, words
from helpers.annotation.lexicons.person_nouns import is_person_noun, person_noun
from helpers.annotation.misplaced_subjects import ON_OTHERS

NOUNS = frozenset("NOUN PROPN".split())
VERBS = frozenset("VERB AUX".split())
WHEN = frozenset("DATE TIME".split())
INNER, INNER_END = frozenset("'‘"), frozenset("'’")
OBJECTS = frozenset("dobj ccomp prep".split())
WHEN_DONE = frozenset("after before when once until".split())
AUXILIARIES = frozenset("aux auxpass".split())
PLURAL = frozenset("were are have".split())
DASHES = frozenset("– — ― - --".split())


def may_be_anothers(verb: Token) -> bool:
    """Say whether a verb without a subject need not have that of the verb it depends on."""
    return _is_beside_noun(verb) or _is_after_another(verb) or is_joined_by_mistake(verb)


def is_joined_by_mistake(verb: Token) -> bool:
    """Say whether the form of a verb rules out that it continues the one it is joined to.

    "avoid losing it and *chip* away", "they help despite its change and *split* with the mayor"
    """
    head = verb.head
    if verb.dep_ != "conj":
        return False
    if (verb.tag_, head.tag_) == ("VB", "VBG"):
        return all(child.dep_ not in AUXILIARIES for child in verb.lefts)
    if _is_rather_said(verb) or _differs_in_form(verb):
        return True
    before = verb.nbor(-1) if verb.i > 1 else head
    if before.text == "," and _ends_a_relative_clause(before):
        # "continue policies that weakened Peru, *stifled* trade"
        return True
    may_be_noun = verb.tag_ == "VBD" and verb.lower_ == verb.lemma_ and head.tag_ != "VBD"
    return may_be_noun and before.dep_ == "cc" and before.nbor(-1).pos_ in NOUNS


def continues_speech(verb: Token) -> bool:
    """Say whether the tense shows that a verb is joined to that of saying, not to what is said.

    "said that Peru is angry and *called* for talks"
    """
    said = verb.head
    if verb.dep_ != "conj" or said.dep_ != "ccomp" or said.i < said.head.i:
        return False
    if verb.tag_ != "VBD" or said.head.tag_ != "VBD":
        return False
    present = said.tag_ in {"VBZ", "VBP"} or any(
        c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ in {"is", "are"}) for c in said.lefts
    )
    alone = all(child.dep_ not in AUXILIARIES | {"nsubj", "nsubjpass"} for child in verb.children)
    return present and alone and verb.lower_ != verb.lemma_


def _differs_in_form(verb: Token) -> bool:
    """ "got Berg elected and *bashing* Vale", "denied that he had left and *fired* Vale" """
    head = verb.head
    if verb.tag_ == "VBG":
        alone = all(child.dep_ not in AUXILIARIES for child in verb.lefts)
        return alone and head.pos_ == "VERB" and head.tag_ != "VBG"
    if verb.tag_ in {"VB", "VBP"}:
        return _disagrees(verb)
    perfect = verb.tag_ == "VBD" and head.tag_ == "VBN" and head.dep_ == "ccomp"
    # "had neither left nor fired Vale"
    perfect = perfect and all(child.dep_ != "preconj" for child in head.lefts)
    return perfect and any(t.tag_ == "VBD" and t.i < head.i for t in head.ancestors)


def _disagrees(verb: Token) -> bool:
    """ "many say that Peru *has* left and *support* Berg", "accused of *lying* and *urge*" """
    head = verb.head
    tags = {c.tag_ for c in (head, *head.lefts) if c == head or c.dep_ in AUXILIARIES}
    alone = all(child.dep_ not in AUXILIARIES for child in verb.lefts)
    differs = "VBZ" in tags or (head.dep_ == "pcomp" and tags <= {"VBG", "VBN"})
    return alone and differs and not tags & {"MD", "TO", "VB"}


def _ends_a_relative_clause(comma: Token) -> bool:
    last = comma.nbor(-1)
    return any(token.dep_ == "relcl" for token in (last, *last.ancestors) if token.i < comma.i)


def _is_rather_said(verb: Token) -> bool:
    """ "finds that it hurts Peru, but *helps* Chile": may be part of what is found"""
    said = [child for child in verb.head.rights if child.dep_ == "ccomp" and child.i < verb.i]
    but = any(c.dep_ == "cc" and c.lower_ == "but" and c.i < verb.i for c in verb.head.rights)
    return but and any(child.tag_[:3] == verb.head.tag_[:3] for child in said)


def has_no_doer(verb: Token, has_subject: bool) -> bool:
    """Say whether nobody does it, or a parser gives it the subject of something else.

    "*sinking the ships* will bring peace to Peru"; "It is time for Peru and, I hope, *Chile to
    sign*", whose infinitive a parser joins to "is".
    """
    if any(child.dep_ in {"csubj", "csubjpass"} for child in verb.lefts):
        return True
    if not has_subject and _dangles(verb):
        return True
    infinitive = any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.lefts)
    return has_subject and infinitive and verb.dep_ == "conj" and verb.head.tag_ != "VB"


def _dangles(participle: Token) -> bool:
    """ "*Speaking* to Berg, a dog was requested": not by the dog, nor by its owner"""
    main = participle.head if participle.dep_ == "advcl" else participle.head.head
    if not _is_gerund(participle):
        return False
    if participle.dep_ == "pcomp" and _says_whose(main):
        return True
    subjects = [child for child in main.lefts if child.dep_ == "nsubjpass"]
    if not subjects or participle.i > subjects[-1].i:
        return False
    if any(child.dep_ == "agent" for child in main.rights):
        # "After *arresting* Berg, Vale was charged by police"
        return True
    return subjects[-1].pos_ == "NOUN" and person_noun(subjects[-1]) is None


def _is_gerund(word: Token) -> bool:
    """ "speaking", "having spoken" """
    perfect = any(child.lower_ == "having" for child in word.lefts)
    return (word.tag_ == "VBG" or perfect) and word.dep_ in {"advcl", "pcomp"}


def _says_whose(copula: Token) -> bool:
    """ "the club *is Berg's* fifth, after *coaching* three others" """
    what = (child for child in copula.rights if child.dep_ == "attr" and copula.lemma_ == "be")
    owners = (child for noun in what for child in noun.lefts if child.dep_ == "poss")
    return any(owner.pos_ == "PROPN" or owner.tag_ == "PRP$" for owner in owners)


def is_question_word(pronoun: Token) -> bool:
    """Say whether it asks: "a battle with Peru over *who* will lead"."""
    return pronoun.lower_ == "who" and pronoun.i > 0 and pronoun.nbor(-1).pos_ == "ADP"


def _is_beside_noun(verb: Token) -> bool:
    """ "handled envoys *seeking* help": without a comma, the noun may be the one that does it."""
    before = verb.nbor(-1 if verb.i else 0)
    if before.ent_type_ == "DATE" and before.dep_ == "pobj" and before.head.i:
        # "a ruling in May *backing* it"
        before = before.head.nbor(-1)
    named = before.pos_ in NOUNS and before.ent_type_ not in WHEN
    return named and verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.i < before.i


def _is_after_another(verb: Token) -> bool:
    """Is somebody else in between who may do it: one who is hired, or acts in a clause?"""
    if verb.dep_ != "advcl" or verb.head.i > verb.i:
        return False
    between = verb.doc[verb.head.i + 1 : verb.left_edge.i]
    if verb.tag_ == "VB":
        # "a lie told by Peru *to hurt* them"
        by_another = any(token.dep_ == "agent" for token in between)
        return by_another or _is_for_the_hired(verb) or _is_aim_of_efforts(verb, between)
    return verb.tag_ == "VBG" and _is_result_of_clause(verb, between)


def _is_for_the_hired(aim: Token) -> bool:
    """ "assigned a nurse *to help* her": the nurse will help"""
    hired = next((child for child in aim.head.rights if child.dep_ == "dobj"), None)
    if hired is None or hired.i > aim.i or not is_person_noun(hired):
        return False
    return aim.head.lemma_ in words("hiring")


def _is_aim_of_efforts(aim: Token, between: Span) -> bool:
    """ "praised Peru's *efforts*, led by Berg, *to help* Chile": those who make them help"""
    after_comma = aim.left_edge.i > 0 and aim.left_edge.nbor(-1).text == ","
    return after_comma and any(token.lemma_ in words("effort") for token in between)


def _is_result_of_clause(result: Token, between: Span) -> bool:
    """ "lifted bans that kept trucks out, *forcing* them to wait": the bans may force them"""
    if result.nbor(-1).text != "," or result.lemma_ not in words("resulting"):
        return False
    clauses = [token for token in between if token.dep_ == "relcl"]
    return any(clause.right_edge.i >= result.i - 2 for clause in clauses)


def one_appointed(verb: Token) -> Token | None:
    """Return who succeeds somebody: "named *Berg* as judge, *replacing* Vale"."""
    post = verb.head
    follows = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > post.i
    if not follows or verb.lemma_ not in words("succeeding"):
        return None
    if post.lemma_.lower() not in words("filling_a_post"):
        return None
    return next((child for child in post.rights if child.dep_ == "dobj"), None)


def thing_given(participle: Token) -> Token | None:
    """Return what "gave *papers* to the mayor linking her to it" is about, not who gets it."""
    taker = participle.head
    giving = taker.head.head
    if participle.tag_ != "VBG" or taker.dep_ != "pobj" or giving.pos_ not in VERBS:
        return None
    things = (c for c in giving.rights if c.dep_ == "dobj" and c.i < taker.i)
    return next((thing for thing in things if thing.lemma_.lower() in words("utterance")), None)


def is_ones_own(noun: Token) -> bool:
    """ "began *a strike* to stop it"; but one who "opposed *a strike*" did not begin it"""
    if noun.dep_ != "dobj" or noun.head.pos_ not in VERBS:
        return False
    lemma = noun.head.lemma_.lower()
    on_others = any(frame.event_class in ON_OTHERS for frame in frames("verb", lemma))
    return not on_others or effect("noun", lemma) == "asserted"


def is_ones_doing(noun: Token, preposition: str) -> bool:
    """Say whether its owner does what follows: "Peru's *role* in helping it", "her *plan* of" """
    lemma = noun.lemma_.lower()
    aim = preposition != "in" and effect("noun_clause", lemma) is not None
    return aim or lemma in words("doing")


def nearest(clause: Token) -> Token:
    """Return the noun of a relative clause; unless the verb is plural, the last of those joined.

    "Anna Berg and *Carl Vale*, who was fired"
    """
    noun = clause.head
    forms = {clause.lower_, *(c.lower_ for c in clause.lefts if c.dep_ in AUXILIARIES)}
    last = noun
    while clause.tag_ != "VBP" and not forms & PLURAL:
        joined = [child for child in last.rights if child.dep_ == "conj"]
        if not joined:
            break
        last = joined[-1]
    return last if last.i < clause.left_edge.i else noun


def is_in_an_aside(verb: Token) -> bool:
    """Say whether only the parse joins it to the verb before: "paid (or so he says) and *left*)".

    "the party – then called Dawn, but since *renamed* Dusk –" does not continue what went before.
    """
    if verb.dep_ != "conj" or verb.head.i > verb.i:
        return False
    before, after = verb.doc[verb.head.i : verb.i], verb.doc[verb.i : verb.sent.end]
    text = before.text
    return text.count("(") > text.count(")") or (_dashes(before) == 1 and _dashes(after) > 0)


def _dashes(words: Span) -> int:
    """The number of dashes that stand between words, not in one."""
    return sum(
        token.text in DASHES - {"-"} or (token.text == "-" and _is_spaced(token))
        for token in words[1:-1]
    )


def _is_spaced(mark: Token) -> bool:
    return bool(mark.whitespace_ and mark.nbor(-1).whitespace_)


def is_that_clause(word: Token) -> bool:
    """Say whether a clause with "that" is joined to what a verb has as its object."""
    joined = word.dep_ == "conj" and word.head.pos_ in VERBS
    return joined and any(c.dep_ == "mark" and c.lower_ == "that" for c in word.lefts)


def _is_once_done(word: Token) -> bool:
    """ "will praise her *after he meets* her" """
    present = word.dep_ == "advcl" and word.tag_ in {"VBZ", "VBP"}
    return present and any(c.lower_ in WHEN_DONE for c in word.lefts)


def is_absolute(preposition: Token) -> bool:
    """Say whether it begins an aside: "took part in protests, *with* the president away"."""
    if preposition.lower_ != "with" or preposition.i < preposition.head.i:
        return False
    if preposition.nbor(-1).lower_ == "even":
        return True
    commas = [t.i for t in preposition.doc[preposition.head.i : preposition.i] if t.text == ","]
    noun = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
    after = preposition.doc[noun.right_edge.i + 1 :][:1] if noun is not None else ()
    follows = any(token.pos_ in {"ADP", "DET", "ADJ", "VERB", "ADV"} for token in after)
    return follows and commas == [preposition.i - 1]


def _is_result(word: Token) -> bool:
    """ "would be hard, *forcing* her to leave": as certain as the verb before"""
    follows = word.dep_ == "advcl" and word.tag_ == "VBG" and word.i > word.head.i + 1
    plain = not any(child.dep_ in AUXILIARIES | {"mark", "nsubj"} for child in word.children)
    return follows and plain and word.nbor(-1).text == "," and word.lemma_ in words("resulting")


def _is_refuted(word: Token) -> bool:
    """ "disputed a report *saying* that it attacked", "denied *reports that* it attacked" """
    said, text = word.head, word.head.head
    told = word.dep_ == "ccomp" and said.dep_ == "acl" and said.lemma_ in words("asserting")
    if word.dep_ == "acl" and any(c.lower_ == "that" and c.dep_ == "mark" for c in word.lefts):
        told, text = said.lemma_ in words("allegation"), said
    return told and text.dep_ == "dobj" and text.head.lemma_ in words("refuting")


def far_clause(word: Token) -> str | None:
    """Return how a clause that no parser marks as a complement depends on its governor, if it does.

    "that" (see `is_that_clause`), "once done", "result", "refuted" or "in text".
    """
    kinds = {
        "that": is_that_clause,
        "once done": _is_once_done,
        "result": _is_result,
        "refuted": _is_refuted,
        "in text": text_of,
    }
    return next((kind for kind, applies in kinds.items() if applies(word)), None)


def text_of(word: Token) -> Token | None:
    """Return the text that a clause says the content of: "signed *an order* banning it"."""
    text = word.head
    told = word.dep_ in {"acl", "relcl"} and text.dep_ in {"dobj", "nsubjpass"}
    aim = any(child.tag_ == "TO" and child.dep_ == "aux" for child in word.lefts)
    known = text.head.pos_ in VERBS and text.lemma_.lower() in words("utterance")
    return text if told and known and not aim else None


def is_in_inner_quotes(said: Span, token: Token) -> bool:
    """Say whether a word of what is said is quoted in turn: "They say 'I *paid*', she said"."""
    before = said.doc[said.start + 1 : token.i]
    opened = sum(t.text in INNER and not t.whitespace_ for t in before)
    return opened > sum(t.text in INNER_END and t.nbor(-1).whitespace_ == "" for t in before)
