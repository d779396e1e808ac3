"""Addresses of the criteria packs; they belong to no agency."""

from django.urls import path

from criteria.views import mapping, packs

app_name = "criteria"
urlpatterns = [
    path("", packs.index, name="index"),
    path("upload/", packs.upload, name="upload"),
    path("<int:year>/<int:version>/", packs.detail, name="pack"),
    path("<int:year>/<int:version>/mapping/", mapping.edit, name="mapping"),
    path("<int:year>/<int:version>/publish/", packs.publish, name="publish"),
    path("<int:year>/<int:version>/discard/", packs.discard, name="discard"),
    path("<int:year>/<int:version>/download/<str:kind>/", packs.download, name="download"),
]
