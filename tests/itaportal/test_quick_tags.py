"""The portal's own url and translate print what Django's print."""

import pytest
from django.template import Context, Engine
from django.urls import NoReverseMatch, set_script_prefix
from django.utils import translation

DJANGO = Engine(builtins=["django.templatetags.i18n"])
QUICK = Engine(builtins=["django.templatetags.i18n", "itaportal.templatetags.quick"])
GIVEN = {"slug": "a-b", "pk": 7, "said": "บันทึก", "name": "measures:plan"}


def printed(engine: Engine, text: str) -> str:
    return engine.from_string(text).render(Context(GIVEN))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "{% url 'measures:plan' slug 2569 %}",
        "{% url name 'a' pk %}",
        "{% url 'measures:plan' slug=slug year=pk %}",
        "{% url 'measures:plan' slug 2569 as page %}<{{ page }}>",
        "{% url 'measures:plan' slug 'x' as page %}<{{ page }}>",
        "{% autoescape off %}{% url 'measures:plan' slug 2569 %}{% endautoescape %}",
        "{% translate 'บันทึก' %}",
        "{% translate 'ไม่มีใครแปล 100% <b>&</b>' %}",
        "{% translate said %}",
        "{% translate 'บันทึก'|upper %}",
        "{% translate 'บันทึก' noop %}",
        "{% translate 'บันทึก' as word %}<{{ word }}>",
    ],
)
def test_the_same_is_printed(text, language):
    with translation.override(language):
        assert printed(QUICK, text) == printed(DJANGO, text)


def test_an_address_that_is_none_is_a_mistake_each_time():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            printed(QUICK, "{% url 'measures:plan' slug 'x' %}")


def test_addresses_stand_below_where_the_portal_stands():
    first = printed(QUICK, "{% url name 'a' 7 %}")
    set_script_prefix("/below/")
    try:
        assert printed(QUICK, "{% url name 'a' 7 %}") == "/below" + first
    finally:
        set_script_prefix("/")
