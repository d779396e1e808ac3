"""Whether two ways of writing a name mean one person; pure."""

import re
import unicodedata

_TITLES = re.compile(
    r"^(?:นางสาว|น\.ส\.|นาย|นาง|ว่าที่(?:ร้อยตรี|ร\.ต\.)|ดร\.|(?:mr|mrs|miss|ms|dr)\b\.?)+", re.IGNORECASE
)


def same_person(one: str, other: str) -> bool:
    """Tell whether the names have the same letters, whatever their titles, spaces and case."""
    return bool(_letters(one)) and _letters(one) == _letters(other)


def _letters(name: str) -> str:
    # The compatible form writes ำ in one way only.
    plain = _TITLES.sub("", unicodedata.normalize("NFKC", name).strip())
    return "".join(sign for sign in plain if sign.isalpha() or "\u0e31" <= sign <= "\u0e4e").casefold()
