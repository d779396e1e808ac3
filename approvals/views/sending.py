"""Small forms on an edition's page: a question, its answer, a scan."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form

from approvals.enums import Move
from approvals.models import Edition
from approvals.queries.editions import require_allowed
from approvals.rules.moves import NotAllowed
from approvals.views.editions import page
from approvals.views.refusing import back_to, refused


def sent(
    request, edition: Edition, move: Move, form: Form, act: Callable[..., Any], *, told: str, **shown: Any
):
    """Do what the form asks for and go back to the edition; ``shown`` is its page with a form that cannot be taken.

    ``act`` takes the form's values. The right comes first: looking into a file costs seconds.
    """
    try:
        require_allowed(edition, move, request.user)
        if not form.is_valid():
            return page(request, edition, **shown)
        act(**form.cleaned_data)
    except NotAllowed as error:
        return refused(request, edition, error)
    messages.success(request, told)
    return back_to(edition)
