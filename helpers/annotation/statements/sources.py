"""The source of a statement, from the dependency parse."""

from spacy.tokens import Doc, Span, Token

from helpers.annotation import grammar
from helpers.annotation.grammar import FINITE, NOMINAL, SUBJECTS, VERBS
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import can_speak
from helpers.annotation.lexicons.speech import is_speech, reports
from helpers.annotation.quotations import DOUBLE
from helpers.annotation.statements.misparsed import outside_brackets
from helpers.annotation.statements.token_ranges import Piece

# "... without saying": something else that the subject does.
BESIDES = frozenset("after before besides by despite from while without".split())
OBJECTS = frozenset("dobj dative".split())
DASHES = frozenset(", — – - -- (".split())
PLACE_DASHES = frozenset("— – --".split())
FRAMING = DASHES | {";", ":"}
NAMED = frozenset("PERSON ORG GPE NORP".split())
# Beginnings of an apposition or a further name, after the comma.
DESCRIBING = NOMINAL | {"DET", "CCONJ", "NUM", "ADJ"}
PARTICIPLES = frozenset("VBG VBN".split())
LONGEST_GAP = 25


def speaker_of(verb: Token) -> Token | None:
    """Return the head of the noun phrase that says what `verb` says: its subject, or agent."""
    return grammar.agent_of(verb) if is_passive(verb) else subject_of(verb)


def subject_of(verb: Token) -> Token | None:
    """Return the head of the noun phrase that is the subject of `verb`, stated or understood.

    This is more generous than `grammar.subject_of`, since whoever reports or wants something is
    nearly always named in the sentence. "It" speaks only in its own clause: "it takes a minister to
    say so" has no speaker.
    """
    quantity = _quantity_before(verb)
    if quantity is not None:
        return quantity
    subject = _understood(verb)
    if subject is None:
        described_before = described(verb) if verb.tag_ in FINITE else None
        return _of_series(_with_subject(verb)) or described_before or _noun_before(verb)
    if subject.tag_ == "WDT":  # "*she* sent a letter that says"
        document = grammar.antecedent_of(subject)
        return (document is not None and _issuer(document)) or subject
    expletive = subject.lower_ in {"it", "there"} and subject.head != verb
    return None if expletive else subject


def _quantity_before(verb: Token) -> Token | None:
    """ "*About 4 in 10* say": the parser takes a quantity for an adverbial."""
    if verb.tag_ not in FINITE or grammar.first_child(verb, *SUBJECTS) is not None:
        return None
    near = [child for child in verb.lefts if child.right_edge.i == verb.i - 1]
    return next((child for child in near if child.pos_ in {"NOUN", "NUM", "PROPN"}), None)


def _understood(verb: Token) -> Token | None:
    """The subject of the verb, or of the verb or noun that it depends on."""
    verb = _with_subject(verb)
    if grammar.first_child(verb, *SUBJECTS) is not None:
        return grammar.subject_of(verb)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in statement_words("spending"):
        return grammar.subject_of(verb.head)  # "she spent *ten minutes* explaining why"
    if verb.dep_ == "advcl" and verb.tag_ in FINITE:
        return None  # such a clause has its own subject: without one, the parse is wrong
    if verb.head.pos_ in NOMINAL and verb.head != verb:
        found, subject = _leaning_on_noun(verb)
        if found:
            return subject
    governor = verb.head.head
    if verb.dep_ == "pcomp" and governor.pos_ in NOMINAL:
        # "his role in promoting it"; "she answered the question by saying"
        besides = verb.head.lower_ in BESIDES
        return _beside_noun(governor, infinitive=False) if besides else grammar.owner_of(governor)
    if verb.dep_ == "pcomp" and governor.dep_ == "acomp":
        return grammar.subject_of(governor.head)  # "she is intent on promoting it"
    return grammar.subject_of(verb)


def _leaning_on_noun(verb: Token) -> tuple[bool, Token | None]:
    """Whether a verb beside a noun has a subject other than the noun, and which."""
    noun = verb.head
    if verb.dep_ == "acl" and (issuer := _issuer(noun)) is not None:
        return True, issuer
    infinitive = verb.tag_ == "VB"
    added = verb.tag_ == "VBG" and noun.dep_ not in SUBJECTS
    added = added and (_after_pause(verb) or _is_no_speaker(noun))
    return (True, _beside_noun(noun, infinitive)) if infinitive or added else (False, None)


def _is_no_speaker(noun: Token) -> bool:
    """Is it a hearer, or what somebody spends: "wrote to *voters* saying"?"""
    verb = next((above for above in noun.ancestors if above.pos_ in VERBS), None)
    if verb is None or verb.i > noun.i or is_passive(verb):
        return False
    if noun.dep_ in OBJECTS and verb.lemma_ in statement_words("with hearer"):
        return True
    return verb.lemma_ in statement_words("spending") and not can_speak(noun)


def _issuer(document: Token) -> Token | None:
    """ "*She* released a statement saying": its content is her words."""
    verb = document.head
    within = verb.lower_ in {"in", "with"}
    while verb.pos_ == "ADP" and verb.head != verb:
        verb = verb.head
    issues = verb.lemma_ in statement_words("issuing") or (within and is_speech(verb))
    written = statement_words("document") | statement_words("message")
    if document.lemma_.lower() not in written or not issues or is_passive(verb):
        return None
    subject = _understood(verb)
    return subject if subject is not None and can_speak(subject) else None


def _with_subject(verb: Token) -> Token:
    """The verb, or the verb with a subject that it continues."""
    while grammar.first_child(verb, *SUBJECTS) is None:
        above = outer_cue(verb)
        if above is None and verb.dep_ == "conj" and verb.head.pos_ in VERBS:
            above = outside_brackets(verb.head, verb)
        if above is None:
            break
        verb = above
    return verb


def _beside_noun(noun: Token, infinitive: bool) -> Token | None:
    """ "his bid to say", "held talks to demand", "ended the talks, adding" """
    owner = grammar.owner_of(noun) if infinitive else None
    governor = next((above for above in noun.ancestors if above.pos_ in VERBS), None)
    return owner or (None if governor is None else _understood(governor))


def _of_series(verb: Token) -> Token | None:
    """ "*She* praised him, denounced it and left", of which a parser takes the first for speech."""
    before = [t for t in verb.doc[verb.sent.start : verb.i] if t.text not in DOUBLE][-1:]
    if not before or before[0].text != ",":
        return None
    for child in verb.lefts:
        if child.dep_ == "ccomp" and child.tag_ == verb.tag_:
            return grammar.first_child(child, *SUBJECTS)
    return None


def described(verb: Token) -> Token | None:
    """Return the noun described before a verb without a subject: "*Novak*, who won, said".

    It is the noun phrase before the part set off by two commas or brackets right before the verb.
    """
    doc, start = verb.doc, verb.sent.start
    close = verb.i - 1
    while close > start and doc[close].pos_ in {"ADV", "AUX"}:
        close -= 1
    opening = {",": ",", ")": "("}.get(doc[close].text)
    if opening is None:
        return None
    for i in range(close - 1, start, -1):
        if doc[i].text == opening and doc[i - 1].pos_ in NOMINAL:
            noun = _head_of_phrase(doc[i - 1])
            described = opening == "(" or _describes(list(doc[i + 1 : close]))
            return noun if described and noun.i >= start and can_speak(noun) else None
    return None


def _describes(words: list[Token]) -> bool:
    """Is it an apposition or a relative clause, rather than a clause of its own?"""
    relative = any(t.tag_ in grammar.RELATIVE for t in words[:4])
    return relative or not any(t.tag_ in FINITE | {"MD"} for t in words)


def _head_of_phrase(noun: Token) -> Token:
    while noun.head.i < noun.i and noun.head.pos_ in NOMINAL | {"ADP"}:
        if any(token.text == "," for token in noun.doc[noun.head.i : noun.i]):
            break
        noun = noun.head
    return noun


def _noun_before(verb: Token) -> Token | None:
    """Return the noun phrase right before a finite verb that has no subject in the parse."""
    first = min([verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"})])
    if verb.tag_ not in FINITE and first.tag_ not in FINITE | {"MD"}:
        return None
    before = verb.doc[verb.sent.start : first.i]
    noun = next((t for t in reversed(before) if t.pos_ != "ADV" and t.text != ","), None)
    if noun is None or noun.pos_ not in NOMINAL | {"NUM"}:
        return None
    noun = _head_of_phrase(noun)
    return noun if noun.pos_ in NOMINAL | {"NUM"} else None


def is_passive(verb: Token) -> bool:
    """Is it a passive, rather than a participle for a feeling of its subject: "worried that"?"""
    feels = verb.lemma_ in statement_words("feeling") and not any(
        c.lower_ == "by" for c in verb.children
    )
    return not feels and grammar.is_passive(verb)


def cue_of(verb: Token) -> frozenset[int]:
    """Return the verb with its auxiliaries, negation and particle; "according to" in full."""
    if verb.lower_ == "according":
        return frozenset([verb.i, *(c.i for c in verb.rights if c.lower_ == "to")])
    parts = {"aux", "auxpass", "neg", "prt"}
    cue = {verb.i, *(c.i for c in verb.children if c.dep_ in parts)}
    if verb.dep_ == "xcomp" and (is_raising(verb.head) or is_habit(verb.head, verb)):
        cue |= cue_of(verb.head)  # "she *seemed to regret* it"
    return frozenset(cue)


def is_raising(verb: Token) -> bool:
    """ "They seem to agree": "seem" applies to the agreeing."""
    return verb.lemma_ in statement_words("raising")


def is_habit(verb: Token, clause: Token) -> bool:
    """ "She *liked to say* that": what she often said, rather than what she liked"""
    return verb.lemma_ in statement_words("often doing") and is_speech(clause)


def outer_cue(verb: Token) -> Token | None:
    """Return the speech verb that `verb` continues, if the parser put it into that verb's content.

    "She said that it is over and promised that he would go", "she said it was over, adding that he
    would go": both verbs are hers.
    """
    if not _continues(verb):
        return None
    clause = _clause_continued(verb)
    outer = clause.head
    if clause.dep_ != "ccomp" or clause.i < outer.i or not _governs(verb, clause):
        return None
    if verb.dep_ == "conj" and (verb.tag_ != outer.tag_ or verb.tag_ == clause.tag_ == "VB"):
        return None
    return outer if reports(outer, "that") and reports(verb, "that") else None


def _clause_continued(verb: Token) -> Token:
    """The clause that `verb` is joined to, or with "adding" the one that contains it."""
    clause = verb.head
    deep = verb.tag_ == "VBG" and verb.lemma_ in statement_words("going on")
    while clause.head != clause and (
        clause.dep_ == "conj" or (deep and clause.dep_ != "ccomp" and clause.i > clause.head.i)
    ):
        clause = clause.head
    return clause


def _continues(verb: Token) -> bool:
    """Does the verb continue another, with "and" or as ", adding", without its own subject?"""
    added = verb.dep_ in {"advcl", "acl"} and verb.tag_ == "VBG" and _after_pause(verb)
    return (verb.dep_ == "conj" or added) and grammar.first_child(verb, *SUBJECTS) is None


def _after_pause(token: Token) -> bool:
    before = token.doc[token.sent.start : token.i]
    last = next((t for t in reversed(before) if t.text not in DOUBLE), None)
    return last is not None and last.text in DASHES


def _governs(verb: Token, clause: Token) -> bool:
    """Does it have an object: a clause, or a noun if nobody else can be its subject?

    "She said the plan was wrong, and accused Oslo": a plan accuses nobody. "She said she regretted
    it and promised to go": it is one person in either reading.
    """
    own = grammar.first_child(clause, *SUBJECTS)
    speaker = grammar.first_child(clause.head, *SUBJECTS)
    alone = verb.tag_ == "VBG" or (
        own is not None and (not can_speak(own) or same_actor(own, speaker))
    )
    governed = OBJECTS | {"xcomp"} if alone else frozenset()
    return any(c.dep_ == "ccomp" or c.dep_ in governed for c in verb.children)


def same_actor(one: Token, other: Token | None) -> bool:
    """Are both mentions of one actor: "*Novak* escalated *her* attacks"?"""
    if other is None:
        return False
    mentions = one.doc.spans.get("mentions", ())
    actors = [
        {span.kb_id_ for span in mentions if span.start <= token.i < span.end}
        for token in (one, other)
    ]
    return bool(actors[0] & actors[1])


def phrase(doc: Doc, head: Token, cue: set[int], content: set[int]) -> Piece:
    """Return the noun phrase of `head`, up to the cue and without the content.

    Text set off by commas or dashes between the phrase and its verb belongs to it: "Novak, the
    minister who signed, said"; so does "last week" after "a poll".
    """
    start, end = head.left_edge.i, head.right_edge.i + 1
    taken = [i for i in range(start, end) if i in cue or i in content]
    end = min((i for i in taken if i > head.i), default=end)
    start = max((i + 1 for i in taken if i < head.i), default=start)
    start = _after_what_is_fronted(doc, start, head)
    end = _up_to_verb(head, end, cue, content)
    while end > head.i + 1 and (_is_framing(last := doc[end - 1], FRAMING) or last.pos_ == "CCONJ"):
        end -= 1
    while start < head.i and _is_framing(doc[start], FRAMING | DOUBLE):
        start += 1
    return start, end


def _after_what_is_fronted(doc: Doc, start: int, head: Token) -> int:
    """Where the phrase begins after "OSLO -- " or "In a statement,", which a parser may include."""
    for token in reversed(doc[start : head.i]):
        is_spaced = bool(token.whitespace_) and bool(doc[token.i - 1].whitespace_)
        if token.text in PLACE_DASHES and is_spaced:
            start = token.i + 1
            break
    if doc[start].pos_ in {"ADP", "SCONJ", "ADV"}:
        commas = [token.i for token in doc[start : head.i] if token.text == ","]
        start = commas[-1] + 1 if commas else start
    return start


def _up_to_verb(head: Token, end: int, cue: set[int], content: set[int]) -> int:
    """Return the verb's index if the text up to it belongs to the phrase, otherwise `end`."""
    verb = min((i for i in cue if i >= end), default=None)
    if verb is None or verb > end + LONGEST_GAP or not content.isdisjoint(range(end, verb)):
        return end
    return verb if _belongs(head.doc[end:verb], head) else end


def _is_framing(token: Token, marks: frozenset[str]) -> bool:
    return token.is_space or token.text in marks


def _belongs(gap: Span, head: Token) -> bool:
    """Is the text between a source and its verb part of the source?"""
    words = [token for token in gap if not token.is_punct and not token.is_space]
    if not words:
        return False
    if head.lemma_.lower() in statement_words("document"):
        return words[0].pos_ not in grammar.VERBS
    marks = [token for token in gap if token.pos_ not in {"ADV", "AUX"}]
    set_off = gap[0].text in DASHES and marks[-1].text in DASHES | {")"}
    begins = words[0].pos_ in DESCRIBING or words[0].lower_ in statement_words("describing")
    return set_off and (begins or words[0].tag_ in PARTICIPLES | grammar.RELATIVE)
