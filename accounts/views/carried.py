"""Forms that came after the sign-in had ended, once their person is back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from itaportal.editing.interrupted import FIELD, reopen
from itaportal.language import gettext


def carried_on(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the page that sends on what the person had typed, else the response; what another one typed is not shown."""
    late = reopen(request.POST.get(FIELD, ""))
    if late is None:
        return response
    if late.person != str(request.user.pk):
        messages.info(request, gettext("มีแบบฟอร์มที่ผู้ใช้อื่นกรอกค้างไว้ในเครื่องนี้ ระบบไม่แสดงและไม่ส่งต่อ"))
        return response
    return render(request, "accounts/interrupted.html", {"late": late})
