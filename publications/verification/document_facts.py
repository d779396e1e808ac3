"""What names an edition to whoever has its code: nothing of its content, and nobody's name."""

from approvals.enums import State
from approvals.models import Edition


def document_facts(edition: Edition) -> dict[str, str]:
    """Return what anybody who has the code may know of the edition's document, by label."""
    document = edition.document
    return {
        "หน่วยงาน": f"{document.agency.name} จังหวัด{document.agency.province}",
        "เอกสาร": f"{document.get_kind_display()} ปี {document.plan.fiscal_year}",
        "เลขที่": edition.register_entry.text,
        "ฉบับที่": str(edition.number),
        "สถานะ": str(State(edition.state).label),
    }
