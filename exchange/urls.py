"""Addresses of an agency's files of data, and of those of many agencies, which belong to none."""

from django.urls import path

from exchange.views import country, imports, lists, overview, sources, uploads, wholes, years


def _import_paths(prefix: str) -> list:
    """Return the addresses of one import, whoever it is for."""
    looks = {"progress": "progress", "refused": "refused", "file": "original"}
    return [
        path(prefix, imports.look, {"step": "page"}, name="import"),
        *(
            path(f"{prefix}{name}/", imports.look, {"step": looks[name]}, name=f"import_{name}")
            for name in looks
        ),
        *(
            path(f"{prefix}{step}/", imports.act, {"step": step}, name=f"import_{step}")
            for step in ("again", "confirm", "undo")
        ),
    ]


country_urls = (
    [
        path("", country.index, name="index"),
        path("export/<int:year>.<str:kind>", country.export, name="export"),
        *_import_paths("<int:pk>/"),
    ],
    "exchange_many",
)

app_name = "exchange"
urlpatterns = [
    path("exchange/", overview.index, name="index"),
    path("exchange/template/<slug:key>/", overview.template, name="template"),
    path("exchange/export/<slug:key>.<str:kind>", overview.export, name="export"),
    path("exchange/upload/", uploads.upload, name="upload"),
    path("exchange/report/", wholes.upload, name="whole"),
    path("exchange/report/<int:year>/<slug:digest>/", wholes.parts, name="whole_parts"),
    path("exchange/paste/", sources.paste, name="paste"),
    path("exchange/paste/<int:pk>/", sources.rows, name="paste_rows"),
    path("exchange/years/", years.bring, name="years"),
    path("exchange/years/<slug:digest>/", years.check, name="years_check"),
    *_import_paths("exchange/imports/<int:pk>/"),
    path("exchange/imports/<int:pk>/mend/", sources.mend, name="import_mend"),
    path("exchange/imports/<int:pk>/source/", imports.source, name="import_source"),
    path("exchange/lists/documents.<str:extension>", lists.documents, name="document_list"),
    path("exchange/lists/register-<int:year>.<str:extension>", lists.register, name="register_list"),
    path("exchange/lists/oit-<int:year>.<str:extension>", lists.oit, name="oit_list"),
    path("exchange/lists/matrix-<int:year>.<str:extension>", lists.matrix, name="matrix_list"),
    path("exchange/lists/scores-<int:year>.<str:extension>", lists.five_years, name="five_year_list"),
]
