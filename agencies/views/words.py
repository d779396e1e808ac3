"""The agency's own words, which proof-reading takes as right."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from agencies import actions
from agencies.access import get_agency
from agencies.forms.agency import WordForm
from agencies.roles import Capability
from agencies.views.settings import settings_page
from itaportal.editing.flow import edit_form, form_view, go_on, posted
from itaportal.language import gettext


@form_view
def word_add(request, slug):
    """A new word."""
    agency = get_agency(request, slug, Capability.MANAGE)
    form = WordForm(posted(request))

    def save():
        added = actions.add_word(agency=agency, by=request.user, **form.cleaned_data)
        return go_on(request, gettext("เพิ่มคำ “{word}” แล้ว").format(word=added.word), _list(slug))

    page = settings_page(
        agency, gettext("เพิ่มคำของหน่วยงาน"), lead=gettext("การตรวจคำถือว่าคำเหล่านี้สะกดถูกในทุกเอกสารของหน่วยงาน")
    )
    return edit_form(request, page, form, save)


@require_POST
def word_remove(request, slug, pk):
    """Take a word out, so that proof-reading tells of it again."""
    agency = get_agency(request, slug, Capability.MANAGE)
    word = get_object_or_404(agency.words, pk=pk)
    actions.remove_word(word=word, by=request.user)
    messages.success(request, gettext("ลบคำ “{word}” แล้ว การตรวจคำจะถามถึงคำนี้อีก").format(word=word.word))
    return redirect(_list(slug))


def _list(slug: str) -> str:
    return reverse("agencies:settings", args=[slug]) + "#words-title"
