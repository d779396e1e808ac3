"""The glossary in docs/architecture.md says what the models say."""

import re

from django.apps import apps

from tests.conftest import ROOT

_ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
_THAI = re.compile("[\u0e01-\u0e5b]")


def glossary():
    """Return pairs of the Thai words for a thing and an identifier."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("## Glossary")[1]
    pairs = [pair for row in _ROW.findall(text) for pair in (row[:2], row[2:]) if _THAI.search(pair[0])]
    for thai, identifiers in pairs:
        words = [word.strip() for word in re.split("[,/]", re.sub(r"\(.*?\)", "", thai))]
        for identifier in re.split("[,/]", re.sub(r"\(.*?\)", "", identifiers)):
            yield words, identifier.strip().replace(" ", "_")


def model_words():
    """Return the labels of models and of their fields by identifier."""
    known = {}
    for model in apps.get_models():
        name = re.sub("(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()
        known.setdefault(name, set()).add(str(model._meta.verbose_name))
        for field in model._meta.fields:
            known.setdefault(field.name, set()).add(str(field.verbose_name))
    return known


def test_what_models_name_is_named_alike_in_the_glossary():
    known = model_words()
    # "level" is a field of overseers and signatures, which are not what the glossary speaks of.
    found = [(words, name) for words, name in glossary() if name in known and name != "level"]

    other = [
        (name, known[name])
        for words, name in found
        if not any(word in label or label in word for word in words for label in known[name])
    ]

    assert other == []
    assert len(found) > 20
