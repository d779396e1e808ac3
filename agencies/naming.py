"""What a municipality and its offices are called, by its kind."""

import hashlib

from agencies.enums import AgencyKind, Role
from itaportal.thai.shortforms import shortened

_SECRETARY: dict[str, str] = {
    AgencyKind.SUBDISTRICT_ORGANISATION: "ปลัดองค์การบริหารส่วนตำบล",
    AgencyKind.SUBDISTRICT_MUNICIPALITY: "ปลัดเทศบาล",
    AgencyKind.TOWN_MUNICIPALITY: "ปลัดเทศบาล",
    AgencyKind.CITY_MUNICIPALITY: "ปลัดเทศบาล",
    AgencyKind.PROVINCIAL_ORGANISATION: "ปลัดองค์การบริหารส่วนจังหวัด",
}
_EXECUTIVE: dict[str, str] = {
    AgencyKind.SUBDISTRICT_ORGANISATION: "นายกองค์การบริหารส่วนตำบล",
    AgencyKind.SUBDISTRICT_MUNICIPALITY: "นายกเทศมนตรี",
    AgencyKind.TOWN_MUNICIPALITY: "นายกเทศมนตรี",
    AgencyKind.CITY_MUNICIPALITY: "นายกเทศมนตรี",
    AgencyKind.PROVINCIAL_ORGANISATION: "นายกองค์การบริหารส่วนจังหวัด",
}


def office_title(kind: str, role: str) -> str:
    """Return the title of the secretary or the executive; "" for other roles."""
    titles: dict[str, dict[str, str]] = {Role.SECRETARY: _SECRETARY, Role.EXECUTIVE: _EXECUTIVE}
    return titles.get(role, {}).get(kind, "")


def opinion_heading(kind: str, role: str) -> str:
    """Return the heading over the opinion of the role; "" for those who write and do not comment."""
    title = office_title(kind, role)
    return f"ความเห็น{title}" if title else ""


def short_name_of(kind: str, name: str) -> str:
    """Return the name with the short form of its kind: "อบต.ทรายทอง"."""
    label = str(AgencyKind(kind).label)
    return f"{shortened(label)}{name.removeprefix(label).strip()}"[:100]


def code_of(name: str, province: str) -> str:
    """Return a code for the agency's web addresses where nobody chose one; the same for the same name and province."""
    return f"lao-{hashlib.sha256(f'{name} {province}'.encode()).hexdigest()[:12]}"
