from django.urls import path

from publications.views import data, pages, verify

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
    path("verify/<str:code>/", verify.verify_code, name="verify_code"),
]
