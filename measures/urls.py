from django.urls import path

from measures.views import bulk, carry, catalogue, evidence, evidence_zip, measures, offers, plans, progress

_ENTRY = "progress/<int:year>/<int:pk>/<int:measure_pk>/"
_PIECE = _ENTRY + "evidence/<int:evidence_pk>/"

app_name = "measures"
urlpatterns = [
    path("plans/", plans.index, name="index"),
    path("plans/<int:year>/", plans.detail, name="plan"),
    path("plans/<int:year>/edit/", plans.edit, name="plan_edit"),
    path("plans/<int:year>/suggest/", plans.suggest, name="plan_suggest"),
    path("plans/<int:year>/copy/", plans.copy, name="plan_copy"),
    path("plans/<int:year>/order/", plans.order, name="plan_order"),
    path("plans/<int:year>/new/", measures.add, name="plan_measure_add"),
    path("plans/<int:year>/<int:pk>/", measures.edit, name="plan_measure_edit"),
    path("plans/<int:year>/<int:pk>/move/", measures.move, name="plan_measure_move"),
    path("plans/<int:year>/bulk/", bulk.bulk, name="plan_bulk"),
    path("plans/<int:year>/remove/", bulk.remove, name="plan_remove"),
    path("plans/<int:year>/restore/", bulk.restore, name="plan_restore"),
    path("plans/<int:year>/evidence.zip", evidence_zip.download, name="plan_evidence_zip"),
    path("plans/<int:year>/carry/", carry.carry, name="carry"),
    path("plans/<int:year>/carried/", carry.result, name="carry_result"),
    path("catalogue/", catalogue.index, name="catalogue"),
    path("catalogue/new/", catalogue.add, name="catalogue_add"),
    path("catalogue/<int:pk>/", catalogue.detail, name="catalogue_entry"),
    path("catalogue/<int:pk>/adopt/", catalogue.adopt, name="catalogue_adopt"),
    path("catalogue/<int:pk>/share/", catalogue.share, name="catalogue_share"),
    path("catalogue/<int:pk>/remove/", catalogue.remove, name="catalogue_remove"),
    path("progress/", progress.index, name="progress_index"),
    path("progress/<int:year>/", progress.detail, name="progress"),
    path("progress/<int:year>/<int:pk>/", progress.round_detail, name="progress_round"),
    path("progress/<int:year>/<int:pk>/delete/", progress.round_delete, name="progress_round_delete"),
    path(_ENTRY, progress.entry_edit, name="progress_entry"),
    path(_ENTRY + "evidence/", evidence.index, name="progress_evidence"),
    path(_PIECE, evidence.edit, name="progress_evidence_edit"),
    path(_PIECE + "delete/", evidence.delete, name="progress_evidence_delete"),
    path(_PIECE + "move/", evidence.move, name="progress_evidence_move"),
    path(_PIECE + "file/", evidence.serve, {"field": "file"}, name="progress_evidence_file"),
    path(_PIECE + "thumbnail/", evidence.serve, {"field": "thumbnail"}, name="progress_evidence_thumbnail"),
    path(_PIECE + "picture/", evidence.serve, {"field": "print_file"}, name="progress_evidence_picture"),
]

# What agencies offer to all belongs to no agency.
offer_urls = (
    [
        path("", offers.index, name="index"),
        path("<int:pk>/", offers.accept, name="accept"),
    ],
    "catalogue",
)
