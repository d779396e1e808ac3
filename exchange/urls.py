"""Addresses of an agency's files of data."""

from django.urls import path

from exchange.views import imports, lists, overview, sources, uploads

_IMPORT = "exchange/imports/<int:pk>/"

app_name = "exchange"
urlpatterns = [
    path("exchange/", overview.index, name="index"),
    path("exchange/template/<slug:key>/", overview.template, name="template"),
    path("exchange/export/<slug:key>.<str:kind>", overview.export, name="export"),
    path("exchange/upload/", uploads.upload, name="upload"),
    path("exchange/paste/", sources.paste, name="paste"),
    path("exchange/paste/<int:pk>/", sources.rows, name="paste_rows"),
    path(_IMPORT, imports.detail, name="import"),
    path(_IMPORT + "progress/", imports.progress, name="import_progress"),
    path(_IMPORT + "again/", imports.again, name="import_again"),
    path(_IMPORT + "confirm/", imports.confirm, name="import_confirm"),
    path(_IMPORT + "undo/", imports.undo, name="import_undo"),
    path(_IMPORT + "refused/", imports.refused, name="import_refused"),
    path(_IMPORT + "file/", imports.original, name="import_file"),
    path(_IMPORT + "source/", imports.source, name="import_source"),
    path("exchange/lists/documents.<str:extension>", lists.documents, name="document_list"),
    path("exchange/lists/register-<int:year>.<str:extension>", lists.register, name="register_list"),
    path("exchange/lists/matrix-<int:year>.<str:extension>", lists.matrix, name="matrix_list"),
    path("exchange/lists/scores-<int:year>.<str:extension>", lists.five_years, name="five_year_list"),
]
