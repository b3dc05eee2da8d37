"""From names to mentions: the actor that each name in a text belongs to."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from helpers.annotation import gazetteers
from helpers.annotation.actor_ids import BLOC, COUNTRY, ORGANISATION, PERSON, actor_id_of
from helpers.annotation.actors import kinds, teams
from helpers.annotation.actors.aliases import Aliases
from helpers.annotation.actors.company_or_founder import companies_by_surname, means_company
from helpers.annotation.actors.identity import Assignment, People
from helpers.annotation.actors.name_span import Name, text_of
from helpers.annotation.actors.organisation_identity import Organisations
from helpers.annotation.actors.titles import Title, gender_of_title, title_of
from helpers.annotation.gazetteers import Bloc, Match, Organisation, context_words
from helpers.annotation.grammar import DASHES, SUBJECTS
from helpers.annotation.lexicons.person_nouns import gender_of_noun
from helpers.annotation.mention_rules import mention_rules
from helpers.annotation.mentions import Mention
from helpers.annotation.nationals import nationality

SHORT_FORM = "short form of a name in the text"
TEAM_RULE = "country that stands for its team"
EU = "european-union"
FAMILY = 2
LONGEST_NAME = 5  # words, before the comma that ends an apposition
LONGEST_DATELINE = 50  # characters before the agency
DATELINE = frozenset("( , - – — : /".split())
GENDERS = frozenset(("Masc", "Fem"))
PERSONAL = frozenset(("PRP", "PRP$"))
LOCATIVE = frozenset("in across to from into throughout around of".split())


def find_mentions(
    doc: Doc,
    names: list[Name],
    kind_of_form: dict[str, str],
    titles: dict[int, Title],
    aliases: Aliases,
) -> list[Mention]:
    """Return the mentions by name in `doc`, in order.

    `kind_of_form` has the kinds of the names that are not in a table, `titles` the titles of the
    text by their end, `aliases` the names that the text itself explains.
    """
    resolver = _Resolver(doc, names, kind_of_form, titles, aliases)
    return [mention for name in names for mention in resolver.mentions_of(name)]


class _Resolver:
    """What has to be known about a whole text before its names are assigned to actors."""

    def __init__(
        self,
        doc: Doc,
        names: list[Name],
        kind_of_form: dict[str, str],
        titles: dict[int, Title],
        aliases: Aliases,
    ):
        self.doc, self.titles, self.kind_of_form = doc, titles, kind_of_form
        persons = [name for name in names if self._own_kind(name) == PERSON]
        organisations = [
            name
            for name in names
            if ORGANISATION in {kinds.kind_of_known(name), self._own_kind(name)}
        ]
        forms = (text_of(doc, name) for name in persons)
        addressed, offices = self._addressed(persons), self._offices(persons)
        relatives = [text_of(doc, n) for n in persons if _is_owned_kin(Span(doc, n.start, n.end))]
        self.people = People(forms, aliases.others, aliases.shared, addressed, offices, relatives)
        self.organisations = Organisations(
            [text_of(doc, n) for n in organisations], aliases.acronyms
        )
        self.companies = companies_by_surname(doc, organisations, persons)
        self.playing = _teams(doc, names)
        self.names_eu = any(isinstance(n.known, Bloc) and n.known.id == EU for n in names)

    def _own_kind(self, name: Name) -> str | None:
        """The kind of a name that is not in a table."""
        if name.known is not None:
            return None
        return self.kind_of_form.get(text_of(self.doc, name))

    def _addressed(self, persons: list[Name]) -> Iterator[tuple[str, str]]:
        """The names after "Mr" and "Mrs", and surnames before any full name, with the gender."""
        surnames_of_full_names = set()
        for i, name in enumerate(persons):
            form = text_of(self.doc, name)
            if name.end - name.start > 1:
                surnames_of_full_names.add(form.split()[-1])
            gender = self._gender_before(name.start)
            if not gender and form not in surnames_of_full_names:
                gender = self._gender_after(name, persons[max(0, i - 1) : i + 2])
            if gender:
                yield form, gender

    def _offices(self, persons: list[Name]) -> Iterator[tuple[str, str]]:
        """The full names with an office: "Senator Paul Keller", "Paul Keller, a senator" """
        starts = {name.start for name in persons}
        after = [title for title in self.titles.values() if title.end not in starts]
        for name in persons:
            if name.end - name.start > 1:
                beside = [title_of(self.doc, name.start, self.titles)]
                if self.doc[name.end : name.end + 1].text == ",":
                    last = name.end + LONGEST_NAME
                    beside += [title for title in after if name.end < title.start < last]
                offices = filter(None, map(self._office, beside))
                yield from ((text_of(self.doc, name), office) for office in offices)

    def _office(self, title: Title | None) -> str | None:
        """ "president" of "former Vice President" and "President", but not "Mr" """
        if title is None or title.kind == "honorific":
            return None
        return self.doc[title.end - 1].lower_.rstrip(".")

    def _gender_after(self, name: Name, neighbours: list[Name]) -> str | None:
        """The gender of "he" or "she" that begins the sentence after one about nobody else."""
        sentence = self.doc[name.start].sent
        if sentence.end == len(self.doc):
            return None
        if sum(sentence.start <= other.start < sentence.end for other in neighbours) > 1:
            return None
        pronoun = self.doc[sentence.end]
        genders = pronoun.morph.get("Gender") if pronoun.dep_ == "nsubj" else []
        return genders[0] if genders and genders[0] in {"Masc", "Fem"} else None

    def _gender_before(self, start: int) -> str | None:
        title = title_of(self.doc, start, self.titles)
        if title:
            return gender_of_title(self.doc[title.start : title.end].text)
        return self._gender_of_kin(start)

    def _gender_of_kin(self, start: int) -> str | None:
        """ "Masc" before "Paul Keller" in "her brother, Paul Keller," and "her brother Paul" """
        noun = start - 1
        if noun > 0 and self.doc[noun].text == ",":
            following = self.doc[start + 1 : start + LONGEST_NAME]
            end = next((token for token in following if token.pos_ != "PROPN"), None)
            noun -= end is not None and end.text == ","
        is_kin = noun >= 0 and self.doc[noun].lower_ in context_words("kin")
        return gender_of_noun(self.doc[noun].lower_) if is_kin else None

    def mentions_of(self, name: Name) -> Iterator[Mention]:
        """Yield the mention that a name is, if it is one."""
        span, form = Span(self.doc, name.start, name.end), text_of(self.doc, name)
        if self.names_eu and form == "Europe" and not _is_locative(span):
            yield _mention(span, f"{BLOC}:{EU}", "metonym", "Europe that stands for the EU")
        elif isinstance(name.known, Match):
            yield from self._country(span, name.known)
        elif isinstance(name.known, Bloc):
            yield _mention(span, f"{BLOC}:{name.known.id}", "name", "international body")
        elif isinstance(name.known, Organisation) and _is_credit(span):
            return
        elif isinstance(name.known, Organisation):
            yield _named(span, ORGANISATION, self._known_organisation(form, name))
        else:
            yield from self._own(span, form, self._own_kind(name))

    def _known_organisation(self, form: str, name: Name) -> Assignment:
        """ "Emirates" is what the table has as Emirates Airline, if the text has that name too"""
        if name.certain and gazetteers.needs_another_name(form):
            return Assignment(name.known.name, "well-known organisation")
        if gazetteers.organisation(form) or form in self.kind_of_form:
            return self.organisations.resolve(form)
        return Assignment(name.known.name, SHORT_FORM)

    def _own(self, span: Span, form: str, kind: str | None) -> Iterator[Mention]:
        """A mention of an actor that is not in a table."""
        family = self.people.family(form) if _is_the(span) else ()
        if family:
            yield from _family(span, family)
        elif kind == PERSON and self._is_company(span):
            company = self.organisations.resolve(self.companies[form])
            yield _named(span, ORGANISATION, company._replace(rule=SHORT_FORM))
        elif kind == PERSON and not _is_couple(span):
            gender = self._gender_before(span.start)
            pronoun, is_kin = _gender_within(span), _is_kin(span)
            office = self._office(title_of(self.doc, span.start, self.titles))
            yield _named(span, PERSON, self.people.resolve(form, gender, pronoun, is_kin, office))
        elif kind == ORGANISATION:
            yield _named(span, ORGANISATION, self.organisations.resolve(form))

    def _is_company(self, span: Span) -> bool:
        has_title = title_of(self.doc, span.start, self.titles) is not None
        return means_company(span, has_title, self.companies)

    def _country(self, span: Span, match: Match) -> Iterator[Mention]:
        code, name = match.country
        actor_id = f"{COUNTRY}:{code}"
        if match.kind == "name" and code in self.playing and not teams.is_place(span):
            team = actor_id_of(ORGANISATION, f"{name} national team")
            yield _mention(span, team, "metonym", TEAM_RULE)
        elif match.kind == "name":
            yield _mention(span, actor_id, "name", "country name")
        elif match.kind == "demonym" and nationality(span.root):
            return  # "the Dutchman" is somebody
        elif match.kind == "demonym":
            yield _mention(span, actor_id, "demonym", "demonym of a country")
        elif not (match.kind == "capital" and match.ambiguous) and _acts_as_government(span):
            yield _mention(span, actor_id, "metonym", f"{match.kind} that acts as the government")


def _gender_within(name: Span) -> str | None:
    """The gender of the first "he" or "her" in what a subject does, if nobody else is named."""
    doc, sentence = name.doc, name.sent
    if name.root.dep_ not in SUBJECTS:
        return None
    # "What Keller did was wrong, he said": somebody else says it.
    after = doc[name.end : name.root.head.right_edge.i + 1]
    found = (token.morph.get("Gender") for token in after if token.tag_ in PERSONAL)
    gender = next((genders[0] for genders in found if genders and genders[0] in GENDERS), None)
    if gender is None:
        return None
    people = [ent for ent in sentence.ents if ent.label_ == "PERSON"]
    is_alone = all(name.start < ent.end and ent.start < name.end for ent in people)
    return gender if is_alone else None


def _is_kin(name: Span) -> bool:
    """Is it introduced as a relative: "his wife, Mary", "two sons, Moses and Daniel"?"""
    doc, i = name.doc, name.start - 1
    while i >= 0 and (doc[i].text in {",", "and"} or doc[i].pos_ == "PROPN"):
        i -= 1
    return i >= 0 and bool({doc[i].lower_, doc[i].lemma_.lower()} & context_words("kin"))


def _is_owned_kin(name: Span) -> bool:
    """ "her son, Paul Keller", "the singer's late father Paul Keller" """
    doc, noun = name.doc, name.start - 1
    noun -= noun > 0 and doc[noun].text == ","
    if noun < 1 or doc[noun].lower_ not in context_words("kin"):
        return False
    return any(child.dep_ == "poss" for child in doc[noun].lefts)


def _mention(span: Span, actor_id: str, kind: str, rule: str) -> Mention:
    return Mention(span, actor_id, kind, rule, mention_rules()[rule].confidence)


def _named(span: Span, kind: str, assignment: Assignment) -> Mention:
    return _mention(span, actor_id_of(kind, assignment.name), "name", assignment.rule)


def _is_the(span: Span) -> bool:
    return span.start > 0 and span.doc[span.start - 1].lower_ == "the"


def _is_couple(span: Span) -> bool:
    """ "Mr and Mrs Keller": which two of the Kellers, the text doesn't say here"""
    before = [token.lower_.rstrip(".") for token in span.doc[max(span.start - 3, 0) : span.start]]
    return len(span) == 1 and before == ["mr", "and", "mrs"]


def _family(span: Span, people: list[str]) -> Iterator[Mention]:
    """ "the Kellers": both if the text names two; with more, it is unclear which are meant"""
    if len(people) == FAMILY:
        for name in people:
            yield _mention(span, actor_id_of(PERSON, name), "nominal", "family of that surname")


def _teams(doc: Doc, names: list[Name]) -> set[str]:
    """The codes of the countries whose national teams a text is about."""
    if not teams.is_about_sport(doc):
        return set()
    countries = [
        (name.known.country.alpha_3, Span(doc, name.start, name.end))
        for name in names
        if isinstance(name.known, Match) and name.known.kind == "name"
    ]
    return teams.national_teams(doc, countries)


def _acts_as_government(span: Span) -> bool:
    """Is the place the subject of a verb of saying, deciding or threatening?"""
    root, doc = span.root, span.doc
    if span.end < len(doc) and doc[span.end].text in DATELINE:
        return False
    return (
        root.dep_ in {"nsubj", "nsubjpass"}
        and root.head.lemma_.lower() in context_words("act of a government")
        and root.head.pos_ == "VERB"
    )


def _is_credit(span: Span) -> bool:
    """ "LIMA, Peru (Reuters) - ": the agency that a report is from"""
    doc, start, end = span.doc, span.start, span.end
    if doc[max(0, start - 1) : start].text != "(" or doc[end : end + 1].text != ")":
        return False
    line = doc.text.rfind("\n", 0, span.start_char) + 1
    before = doc.text[line : span.start_char]
    return doc[end + 1 : end + 2].text in DASHES and len(before) <= LONGEST_DATELINE


def _is_locative(span: Span) -> bool:
    """ "in Europe", "across southern Europe", and "Europe's largest" """
    before = [token.lower_ for token in span.doc[max(0, span.start - 2) : span.start]]
    return bool(LOCATIVE.intersection(before))
