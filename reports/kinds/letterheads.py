"""The letterhead of memos (บันทึกข้อความ)."""

from reports import blocks
from reports.kinds.wording import day
from reports.snapshot.model import Snapshot


def letterhead(snapshot: Snapshot) -> blocks.Letterhead:
    """Return the head of a memo: whose it is, number, day, subject, to whom and through whom."""
    agency, letter = snapshot.agency, snapshot.letter
    office = f" ({agency.office})" if agency.office else ""
    return blocks.Letterhead(
        office=f"{agency.name}{office} {agency.place} {agency.telephone}".strip(),
        number=letter.number,
        dated=day(letter.dated),
        subject=letter.subject,
        addressee=letter.addressee,
        via=letter.via,
        emblem=agency.emblem,
        emblem_of=agency.name,
    )
