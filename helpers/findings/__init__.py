"""Findings: sentences written from the frames, each with the article's sentences behind it."""

from helpers.findings.actors import actor_findings
from helpers.findings.article import article_findings, reading_minutes
from helpers.findings.events import event_findings
from helpers.findings.finding import Finding
from helpers.findings.first_screen import first_screen
from helpers.findings.network import chance_example, network_findings
from helpers.findings.statements import statement_findings
from helpers.findings.terms import term_findings
from helpers.findings.tone import tone_findings

__all__ = [
    "Finding",
    "actor_findings",
    "article_findings",
    "chance_example",
    "event_findings",
    "first_screen",
    "network_findings",
    "reading_minutes",
    "statement_findings",
    "term_findings",
    "tone_findings",
]
