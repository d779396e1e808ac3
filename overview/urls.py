from django.urls import path

from overview.views import agencies, cycle

app_name = "overview"
urlpatterns = [
    path("", cycle.cycle, name="cycle"),
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
