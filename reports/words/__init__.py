"""Proof-reading on the page: what was typed for a document, a plan or an analysis, its slips, and what is done with them.

The rules are in ``itaportal.thai.proofing``; ``reports.completeness.spelling`` runs them as a step of the check.
"""
