"""What the form of a verb shows: questions, orders, infinitives, passives without an agent."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.events.slots import particles
from helpers.annotation.lexicons.acts import words
from helpers.annotation.quotations import DOUBLE

WH = frozenset("whether if what why when how who where".split())
WH_TAGS = frozenset("WRB WP WP$ WDT".split())

FELT = frozenset("acomp xcomp ccomp oprd".split())
FEELING = frozenset("feel feels felt feeling".split())


def is_verb(token: Token) -> bool:
    """Say whether a token can express an act; a participle before a noun can't: "*jailed* men"."""
    if token.pos_ != "VERB" or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return False
    if not token.whitespace_ and token.doc[token.i + 1 : token.i + 2].text == "-":
        # "to out-talk her"
        return False
    if token.lower_ == "left" and _is_between_commas(token):
        # "Anna Berg, *left*, and Carl Vale", below a photo
        return False
    deps = {child.dep_ for child in token.children}
    describes = token.tag_ == "VBN" and token.dep_ not in {"conj", "acl", "relcl", "advcl"}
    return not (describes and "dobj" in deps and not deps & {"aux", "auxpass"})


def _is_between_commas(token: Token) -> bool:
    around = token.doc[max(0, token.i - 1) : token.i + 2]
    return len(around) == 3 and around[0].text == around[2].text == ","


def is_imperative(verb: Token) -> bool:
    """Say whether it is an order: "*Do not complain* about Peru"."""
    deps = {child.dep_ for child in verb.children}
    auxiliaries = {child.lower_ for child in verb.lefts if child.dep_ == "aux"}
    if verb.tag_ != "VB" or deps & grammar.SUBJECTS:
        return False
    # "said: '*Pray* for Peru'"
    quoted = not deps & {"aux", "auxpass"} and verb.i > 0 and verb.nbor(-1).is_quote
    return quoted or auxiliaries == {"do"}


def is_felt(verb: Token) -> bool:
    """Say whether a participle tells a feeling: "*felt threatened* by Peru"."""
    above = [verb.head] if verb.dep_ in FELT else []
    feels = [*above, *(child for child in verb.lefts if child.dep_ == "auxpass")]
    return verb.tag_ == "VBN" and any(word.lower_ in FEELING for word in feels)


def is_question(verb: Token) -> bool:
    """Say whether it asks a question: "asked X whether", "asked about X", "asked X on Monday"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in {"about", "on"}:
            return True
        if child.lower_ in WH or (
            child.dep_ == "ccomp" and child.left_edge.lower_ in WH | {"which", "whose", "whom"}
        ):
            return True
    thing = grammar.direct_object(verb)
    asked = thing is None or thing.pos_ in {"PROPN", "PRON"}
    return asked and not any(map(_says_what_is_asked, verb.rights))


def _says_what_is_asked(word: Token) -> bool:
    """ "asked Peru *to help*", "asked Peru *for help*", "asked *that* Peru help" """
    if word.lower_ in {"for", "of"} or word.dep_ in {"xcomp", "ccomp"}:
        return True
    return word.tag_ == "VB" and grammar.has_to(word)


def has_infinitive(verb: Token) -> bool:
    """Say whether an infinitive with "to" follows: "told X to pay"."""
    return any(
        child.dep_ in {"xcomp", "ccomp"}
        and any(c.tag_ == "TO" for c in child.lefts)
        and not any(c.lower_ in WH for c in child.lefts)
        for child in verb.rights
    )


def hides_its_agent(verb: Token) -> bool:
    """Say whether a passive has no agent: "was arrested", but not "was struck by lightning"."""
    head = verb.head if verb.dep_ == "conj" else verb
    passive = any(child.dep_ == "auxpass" for child in head.children) or head.dep_ == "acl"
    return passive and grammar.is_passive(verb) and grammar.agent_of(verb) is None


def name_given(verb: Token) -> Token | None:
    """Return what a verb calls its object: "called her *a liar*", "described her as *a liar*"."""
    lemma = verb.lemma_.lower()
    if lemma not in words("describing") | words("naming"):
        return None
    name = grammar.first_child(verb, "oprd") if lemma in words("naming") else None
    thing = grammar.direct_object(verb)
    described = (n for w in (verb, thing) if w for n in grammar.prepositional_objects(w, "as"))
    return name or next(described, None)


def is_named_in_quotes(verb: Token) -> bool:
    """Say whether its object is called something: "called Novak a “*fool*”", no call to Novak."""
    thing = grammar.direct_object(verb)
    if thing is None or verb.lemma_.lower() not in words("naming"):
        return False
    return any(token.text in DOUBLE for token in verb.doc[thing.i + 1 : thing.right_edge.i + 1])


def names_to_a_post(verb: Token) -> bool:
    """Say whether somebody is given a post: "named her *ambassador*", "as *head* of the bank"."""
    posts = [child for child in verb.rights if child.dep_ in {"oprd", "attr"}]
    thing = grammar.direct_object(verb)
    for word in filter(None, (verb, thing)):
        posts += grammar.prepositional_objects(word, "as")
    known = words("acting") | words("staff") | words("post")
    return any(post.lemma_.lower() in known for post in posts)


def _is_for_something(verb: Token) -> bool:
    """ "turned to Peru *for help*", "turned to Peru *to mediate*" """
    return any(c.lower_ == "for" or c.dep_ in {"xcomp", "advcl"} for c in verb.rights)


def is_first_to_it(verb: Token) -> bool:
    """Say whether nobody is defeated: "beat her *to it*", "beat him *to the punch*"."""
    things = grammar.prepositional_objects(verb, "to")
    return any(thing.lower_ in {"it", "punch"} for thing in things)


def turns_to(verb: Token, whom: bool) -> bool:
    """Say whether a verb such as "turn" is meant literally, with `whom` behind "to".

    "turned to Peru *for help*", but not "turned its lead against Peru *into* a defeat"; always true
    of other verbs.
    """
    if verb.lemma_.lower() != "turn" or particles(verb):
        return True
    return _is_for_something(verb) if whom else all(c.lower_ != "into" for c in verb.rights)


def is_yes_no_question(verb: Token) -> bool:
    """Say whether it is in doubt: "*Has* Peru attacked Chile?", but not "Why has it?"."""
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ == "acl" and verb.head.dep_ in grammar.SUBJECTS:
        # "Is [Peru attacking Chile]?", as a parser may have it
        verb = verb.head.head
    if verb.head != verb or "?" not in verb.sent[-5:].text:
        return False
    subject = next((child for child in verb.children if child.dep_ in grammar.SUBJECTS), None)
    auxiliary = next((c for c in (*verb.lefts, verb) if c.pos_ == "AUX"), None)
    asked = any(child.left_edge.tag_ in WH_TAGS for child in verb.lefts)
    return None not in (subject, auxiliary) and auxiliary.i < subject.i and not asked


def is_supposition(word: Token, head: Token) -> bool:
    """Say whether it is only supposed: "*Say* Peru attacked", "*Imagine* that Peru attacked"."""
    bare = head.tag_ in {"VB", "VBP"} and head.head == head and word.dep_ == "ccomp"
    return (
        bare
        and head.lower_ in words("supposing")
        and not any(
            child.dep_ in grammar.SUBJECTS or child.dep_ == "aux" for child in head.children
        )
    )
