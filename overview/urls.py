from django.urls import path

from overview.views import cycle

app_name = "overview"
urlpatterns = [
    path("", cycle.cycle, name="cycle"),
]
