"""The check before a document goes out: named rules over its snapshot, each finding with the place that mends it.

The mistakes behind the rules are those of seed documents 000 to 004. Everything here is pure: a snapshot in, issues
out; ``reports/targets.py`` turns a target into an address.
"""

from reports.completeness.check import RULES, check
from reports.completeness.letter import document_item_words
from reports.completeness.parts import Issue, Rule
from reports.completeness.spelling import Known

__all__ = ["RULES", "Issue", "Known", "Rule", "check", "document_item_words"]
