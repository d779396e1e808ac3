from django.urls import path

from overview.views import homes

app_name = "overview"
urlpatterns = [
    path("", homes.cycle, name="cycle"),
]
