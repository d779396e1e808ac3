from django.urls import path

from assessments.views import analysis, pasting, scores

app_name = "assessments"
urlpatterns = [
    path("scores/", scores.index, name="index"),
    path("scores/<int:year>/", scores.detail, name="score_detail"),
    path("scores/<int:year>/edit/", scores.edit, name="score_edit"),
    path("scores/<int:year>/paste/", pasting.paste, name="score_paste"),
    path("analysis/", analysis.index, name="analysis_index"),
    path("analysis/<int:year>/", analysis.detail, name="analysis"),
    path("analysis/<int:year>/draft/", analysis.draft, name="analysis_draft"),
    path("analysis/<int:year>/<slug:code>/", analysis.finding, name="analysis_finding"),
]
