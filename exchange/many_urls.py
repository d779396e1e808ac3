"""Addresses of the files of many agencies; they belong to none."""

from django.urls import path

from exchange.views import agencies

_IMPORT = "<int:pk>/"

app_name = "exchange_many"
urlpatterns = [
    path("", agencies.index, name="index"),
    path("export/<int:year>.<str:kind>", agencies.export, name="export"),
    path(_IMPORT, agencies.detail, name="import"),
    path(_IMPORT + "progress/", agencies.progress, name="import_progress"),
    path(_IMPORT + "again/", agencies.again, name="import_again"),
    path(_IMPORT + "confirm/", agencies.confirm, name="import_confirm"),
    path(_IMPORT + "undo/", agencies.undo, name="import_undo"),
    path(_IMPORT + "refused/", agencies.refused, name="import_refused"),
    path(_IMPORT + "file/", agencies.original, name="import_file"),
]
