from django.urls import path

from approvals.views import copies, decisions, editions, files, moves, proposals, register, rules, submission

app_name = "approvals"
urlpatterns = [
    path("documents/<int:pk>/submit/", submission.submit, name="submit"),
    path("editions/<int:pk>/", editions.detail, name="edition"),
    path("editions/<int:pk>/decide/", decisions.decide, name="decide"),
    path("editions/<int:pk>/certificate/", decisions.certificate, name="certificate"),
    path("editions/<int:pk>/ask/", decisions.ask, name="ask"),
    path("editions/<int:pk>/questions/<int:question>/", decisions.answer, name="answer"),
    path("editions/<int:pk>/move/<str:move>/", moves.move, name="move"),
    path("editions/<int:pk>/file/", files.file, name="edition_file"),
    path("editions/<int:pk>/docx/", files.docx, name="edition_docx"),
    path("editions/<int:pk>/pages/<int:page>/", files.page, name="edition_page"),
    path("editions/<int:pk>/text/", files.text, name="edition_text"),
    path("editions/<int:pk>/pictures/<str:sha256>/", files.picture, name="edition_picture"),
    path("editions/<int:pk>/copies/", copies.attach, name="copies"),
    path("editions/<int:pk>/copies/<int:copy>/", copies.download, name="copy"),
    path("register/", register.register, name="register"),
    path("settings/approvals/", rules.rules, name="rules"),
    path("settings/approvals/substitutes/", rules.substitute_add, name="substitute_add"),
    path("settings/approvals/substitutes/<int:pk>/", rules.substitute_edit, name="substitute_edit"),
    path("settings/approvals/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("settings/approvals/proposals/<int:pk>/paper/", proposals.paper, name="proposal_paper"),
    path("settings/approvals/proposals/<int:pk>/scan/", proposals.scan, name="proposal_scan"),
    path(
        "settings/approvals/substitutes/<int:pk>/remove/", rules.substitute_remove, name="substitute_remove"
    ),
]
