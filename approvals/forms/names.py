"""Whether two ways of writing a name mean one person; pure."""

import re

from itaportal.thai.keys import letters_key

_TITLES = re.compile(
    r"^(?:นางสาว|น\.ส\.|นาย|นาง|ว่าที่(?:ร้อยตรี|ร\.ต\.)|ดร\.|(?:mr|mrs|miss|ms|dr)\b\.?)+", re.IGNORECASE
)


def same_person(one: str, other: str) -> bool:
    """Tell whether the names have the same letters, whatever their titles, spaces and case."""
    letters = [letters_key(_TITLES.sub("", name.strip())) for name in (one, other)]
    return letters[0] == letters[1] != ""
