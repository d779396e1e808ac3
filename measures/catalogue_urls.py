from django.urls import path

from measures.views import offers

app_name = "catalogue"
urlpatterns = [
    path("", offers.index, name="index"),
    path("<int:pk>/", offers.accept, name="accept"),
]
