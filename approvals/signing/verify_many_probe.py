"""The probe of approvals/signing/verdict.py for the portal's own files, many at a time.

Loading the libraries takes longer than judging a file with them.
"""

from collections.abc import Iterator

from approvals.signing.verify_probe import findings


def answer(data: bytes, roots: int, *lengths: int) -> Iterator[dict]:
    """Yield the findings on each PDF of these lengths, which stand behind the roots (PEM); none on a broken one."""
    start = roots
    for length in lengths:
        pdf, start = data[start : start + length], start + length
        try:
            yield findings(pdf, data[:roots])
        except Exception:  # noqa: BLE001 - whatever a parser raises on a broken file
            yield {}
