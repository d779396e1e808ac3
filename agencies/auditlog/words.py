"""The Thai words of the audit log, which every app registers for what it records.

Names of objects and fields are those of the models; only what no model has is registered here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AuditWords:
    """What one app says in the audit log.

    ``actions`` has a phrase for each action that the app records (a test reads the sources), ``groups`` a name for each
    first part of them. ``objects`` are labels of the models the app records changes of, as "measures.plan". ``fields``
    names values that no model has as a field; a name that ends with a space is the beginning of numbered ones.
    ``tells_of`` names, for a model, the others whose fields its events tell as well. ``former`` leads from the labels that older events carry to the models' labels of today.
    """

    actions: Mapping[str, str]
    groups: Mapping[str, str]
    objects: Sequence[str]
    fields: Mapping[str, str] = field(default_factory=dict)
    tells_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)


_registered: list[AuditWords] = []


def register_words(words: AuditWords) -> None:
    """Add an app's words; called once by its AppConfig.ready(), lower apps first."""
    _registered.append(words)


def action_words() -> dict[str, str]:
    """Return the phrase of each action."""
    return {action: phrase for words in _registered for action, phrase in words.actions.items()}


def action_word(action: str) -> str:
    """Return the phrase of an action; an unknown one as it is."""
    return next((words.actions[action] for words in _registered if action in words.actions), action)


def group_words() -> dict[str, str]:
    """Return the name of each group of actions."""
    return {group: name for words in _registered for group, name in words.groups.items()}


def object_labels() -> list[str]:
    """Return the label of every model whose changes are recorded."""
    return [label for words in _registered for label in words.objects]


def actions_saying(text: str) -> list[str]:
    """Return the actions whose phrase holds the text."""
    return [action for action, phrase in action_words().items() if text in phrase]


def models_told_by(label: str) -> list[str]:
    """Return the labels of the models whose fields an event of the model may tell, itself first."""
    own = current_label(label)
    return [own, *(other for words in _registered for other in words.tells_of.get(own, ()))]


def field_word(name: str) -> str:
    """Return the name of a value that no model has as a field; unknown ones as they are."""
    start, space, number = name.partition(" ")
    for words in _registered:
        if name in words.fields:
            return words.fields[name]
        if space and start + space in words.fields:
            return f"{words.fields[start + space]} {number}"
    return name


def current_label(label: str) -> str:
    """Return the label that a recorded model has today."""
    return next((words.former[label] for words in _registered if label in words.former), label)


def labels_of(label: str) -> list[str]:
    """Return every label that events of the model carry: today's and former ones."""
    former = (old for words in _registered for old, new in words.former.items() if new == label)
    return [label, *former]
