"""Reads what a clerk copies from the ITAS result page: score by indicator, total, level.

The page (rpt0201) sorts its table by score and prints short or misspelt names (seed document 000), so rows are
matched by name, never by position. Whatever stays doubtful is handed back for a person to decide; a missing
score is a small nuisance, a score under the wrong name is not. Scores are points 0–100.
"""

from assessments.itas.lines import MAX_CHARACTERS, MAX_LINES
from assessments.itas.results import KnownIndicator, Pasted
from assessments.itas.scores import MAX_LEFTOVERS, MAX_PROBLEMS, parse
