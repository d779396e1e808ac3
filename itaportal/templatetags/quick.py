"""Tags of Django that pages hold by the hundred, answered quicker: addresses and sentences without places."""

from functools import lru_cache

from django import template
from django.template.base import Variable
from django.template.defaulttags import URLNode, url
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape

from itaportal.language import gettext

register = template.Library()


@lru_cache(maxsize=4096, typed=True)
def _address(prefix: str, name: str, *given: object) -> str:
    # No app stands twice among the addresses, so that it does not matter which page asks.
    return reverse(name, args=given)


def address(name: str, *given: object) -> str:
    """Return the address of a page: what the patterns say, which do not change while a process lives."""
    return _address(get_script_prefix(), name, *given)


class _Address(URLNode):
    def render(self, context):
        if self.kwargs or self.asvar:
            return super().render(context)
        found = address(self.view_name.resolve(context), *[each.resolve(context) for each in self.args])
        return conditional_escape(found) if context.autoescape else found


class _Sentence(TranslateNode):
    def render(self, context):
        # Literals of a template are not escaped, and messages have their signs of percent twice.
        return gettext(self.filter_expression.var.literal.replace("%", "%%")).replace("%%", "%")


@register.tag("url")
def quick_url(parser, token):
    """Print an address as Django's tag does."""
    node = url(parser, token)
    node.__class__ = _Address
    return node


@register.tag("translate")
def quick_translate(parser, token):
    """Print a sentence as Django's tag does."""
    node = do_translate(parser, token)
    said = node.filter_expression
    is_plain = isinstance(said.var, Variable) and isinstance(said.var.literal, str) and not said.filters
    if is_plain and not (node.noop or node.asvar or node.message_context):
        node.__class__ = _Sentence
    return node
