from django.urls import path

from disclosure.views import items

app_name = "disclosure"
urlpatterns = [
    path("", items.index, name="index"),
    path("<int:year>/answers/", items.answers, name="answers"),
    path("<int:year>/check/", items.check, name="check"),
    path("<int:year>/<str:code>/", items.edit, name="edit"),
]
