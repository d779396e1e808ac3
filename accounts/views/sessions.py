"""Where the person is signed in, and where somebody tried."""

from allauth.usersessions.models import UserSession
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import actions
from accounts.rules.devices import device_name
from itaportal.editing.flow import form_view, go_on


@form_view
def sessions(request):
    """The browsers that are signed in; end one, or all but this."""
    if request.method == "POST":
        others = UserSession.objects.filter(user=request.user).exclude(
            session_key=request.session.session_key
        )
        if chosen := request.POST.get("end", ""):
            others = others.filter(pk=int(chosen) if chosen.isdecimal() else 0)
        ended = actions.end_sessions(user=request.user, sessions=list(others))
        return go_on(
            request,
            f"ออกจากระบบในเครื่องอื่นแล้ว {ended} เครื่อง" if ended else "ไม่มีเครื่องอื่นที่เข้าระบบอยู่",
            "usersessions_list",
        )
    rows = [
        {"session": row, "device": device_name(row.user_agent), "is_here": row.is_current()}
        for row in UserSession.objects.purge_and_list(request.user)
    ]
    rows.sort(key=lambda row: (not row["is_here"], row["session"].created_at))
    return render(request, "accounts/sessions.html", {"rows": rows})


@require_safe
def sign_ins(request):
    """The history of signing in to this account."""
    page = Paginator(request.user.sign_ins.all(), 50).get_page(request.GET.get("page"))
    return render(request, "accounts/sign_ins.html", {"sign_ins": page})
