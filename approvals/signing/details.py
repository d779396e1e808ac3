"""What a report on a file tells of a signature besides the verdict; pure."""

from dataclasses import dataclass
from datetime import datetime

from approvals.signing.showable import make_showable


@dataclass(frozen=True, slots=True)
class SignatureDetails:
    """Facts behind a verdict. ``chain`` leads from the signer to whom the portal trusts, where ``chain_is_whole``.

    ``trust_problem`` is pyHanko's name of what is wrong with the certificate (ETSI EN 319 102-1), or one of the portal's own;
    ``plain``: the place of the signature holds nothing else. ``level`` is what the file itself proves, "B-B" to "B-LTA".
    """

    chain: tuple[str, ...] = ()
    chain_is_whole: bool = False
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    digest: str = ""
    mechanism: str = ""
    timestamp_by: str = ""
    level: str = "B-B"
    trust_problem: str = ""
    parsed: bool = True
    plain: bool = True
    changes_allowed: bool = True
    timestamp_broken: bool = False
    ahead_of_clock: bool = False


def details_of(entry: dict, later: list[dict]) -> SignatureDetails:
    """Return the details of what the probe has found; ``later`` is what it found behind this signature."""
    stamp = next((each for each in (entry, *_stamps(later)) if each.get("timestamp_at")), {})
    return SignatureDetails(
        chain=tuple(map(make_showable, entry.get("chain", ()))),
        chain_is_whole=entry.get("chain_is_whole", False),
        valid_from=_moment(entry.get("valid_from", "")),
        valid_until=_moment(entry.get("valid_until", "")),
        digest=make_showable(entry.get("digest", "")),
        mechanism=make_showable(entry.get("mechanism", "")),
        timestamp_by=make_showable(stamp.get("timestamp_by", "")),
        level=_level(entry, later, stamped=bool(stamp)),
        trust_problem=entry.get("trust_problem", ""),
        parsed="error" not in entry,
        plain=entry["last_byte"] > 0,
        changes_allowed=entry.get("docmdp_ok", False),
        timestamp_broken=entry.get("timestamp_broken", False),
        ahead_of_clock=entry.get("ahead_of_clock", False),
    )


def _stamps(later: list[dict]) -> list[dict]:
    return [each for each in later if each["is_timestamp"]]


def _level(entry: dict, later: list[dict], *, stamped: bool) -> str:
    """Return how long the signature can be checked: each level has what the one before it has."""
    if not stamped:
        return "B-B"
    if not entry.get("has_revocation_data") or not entry["trusted"]:
        return "B-T"
    return "B-LTA" if any(each.get("timestamp_at") for each in _stamps(later)) else "B-LT"


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
