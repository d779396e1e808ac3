from django.urls import path

from measures.views import plans, progress

app_name = "measures"
urlpatterns = [
    path("plans/", plans.index, name="index"),
    path("plans/<int:year>/", plans.detail, name="plan"),
    path("plans/<int:year>/edit/", plans.edit, name="plan_edit"),
    path("plans/<int:year>/suggest/", plans.suggest, name="plan_suggest"),
    path("plans/<int:year>/copy/", plans.copy, name="plan_copy"),
    path("plans/<int:year>/order/", plans.order, name="plan_order"),
    path("plans/<int:year>/new/", plans.measure_add, name="plan_measure_add"),
    path("plans/<int:year>/<int:pk>/", plans.measure_edit, name="plan_measure_edit"),
    path("plans/<int:year>/<int:pk>/move/", plans.measure_move, name="plan_measure_move"),
    path("plans/<int:year>/<int:pk>/delete/", plans.measure_delete, name="plan_measure_delete"),
    path("progress/", progress.index, name="progress_index"),
    path("progress/<int:year>/", progress.detail, name="progress"),
    path("progress/<int:year>/<int:pk>/", progress.round_detail, name="progress_round"),
    path("progress/<int:year>/<int:pk>/delete/", progress.round_delete, name="progress_round_delete"),
    path("progress/<int:year>/<int:pk>/<int:measure_pk>/", progress.entry_edit, name="progress_entry"),
]
