from django.urls import path

from overview.views import agencies, cycle, dashboard, effects

app_name = "overview"
urlpatterns = [
    path("", cycle.cycle, name="cycle"),
    path("dashboard/", dashboard.detail, name="dashboard"),
    path("dashboard/<slug:name>.svg", dashboard.chart, {"ending": "svg"}, name="dashboard_svg"),
    path("dashboard/<slug:name>.png", dashboard.chart, {"ending": "png"}, name="dashboard_png"),
    path("effects/", effects.detail, name="effects"),
]

many_urls = (
    [
        path("", agencies.agencies, name="agencies"),
        path("agencies.<str:extension>", agencies.agencies_file, name="agencies_file"),
        path("names/", agencies.names, name="names"),
        path("public/", agencies.public, name="public"),
        path("public.<str:extension>", agencies.public_file, name="public_file"),
    ],
    "overview_many",
)
