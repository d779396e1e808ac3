"""A year that is not shipped, made from the last one that is."""

import copy

from tests.factories.assessments import pack_data


def next_year(**mapping: list[str]) -> dict:
    """Return a valid pack of 2570 like that of 2569; ``mapping``: _9=["9", "10"] says what indicator 9 comes from."""
    data = copy.deepcopy(pack_data(2569)) | {"fiscal_year": 2570}
    data["previous"] |= {"fiscal_year": 2569}
    data["previous"]["indicators"] |= {key.removeprefix("_"): old for key, old in mapping.items()}
    return data
