from django.urls import path

from publications.views import data, pages, papers, verify

app_name = "publications"
urlpatterns = [
    path("public/", pages.index, name="index"),
    # Before the agencies, whose addresses have the same shape.
    path("public/d/<str:code>/", pages.document, name="document"),
    path("public/d/<str:code>/pdf/", data.pdf, name="document_pdf"),
    path("public/d/<str:code>/data.<str:extension>", data.data, name="document_data"),
    path("public/d/<str:code>/pictures/<str:sha256>/", data.picture, name="document_picture"),
    path("public/<slug:slug>/", pages.agency, name="agency"),
    path("public/<slug:slug>/<int:year>/", pages.year, name="year"),
    path("verify/", verify.verify, name="verify"),
    # Before the codes: a code has no letters but capitals.
    path("verify/report/", papers.carried, name="verify_report"),
    path("verify/<str:code>/report/", papers.public_report, name="report"),
    path("verify/<str:code>/report.<str:extension>", papers.public_report, name="report_file"),
    path("verify/<str:code>/completion/", papers.public_completion, name="completion"),
    path("verify/<str:code>/completion.<str:extension>", papers.public_completion, name="completion_file"),
    path("verify/<str:code>/", verify.verify_code, name="verify_code"),
]

agency_urls = [
    path("editions/<int:pk>/report/", papers.report, name="report"),
    path("editions/<int:pk>/report.<str:extension>", papers.report, name="report_file"),
    path("editions/<int:pk>/completion/", papers.completion, name="completion"),
    path("editions/<int:pk>/completion.<str:extension>", papers.completion, name="completion_file"),
]
