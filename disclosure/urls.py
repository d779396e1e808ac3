from django.urls import path

from disclosure.views import contests, items

app_name = "disclosure"
urlpatterns = [
    path("", items.index, name="index"),
    path("<int:year>/answers/", items.answers, name="answers"),
    path("<int:year>/check/", items.check, name="check"),
    path("<int:year>/contest/", contests.index, name="contests"),
    path("<int:year>/contest/window/", contests.window, name="contest_window"),
    path("<int:year>/contest/<str:code>/", contests.edit, name="contest"),
    path("<int:year>/contest/<str:code>/files/", contests.files, name="contest_files"),
    path("<int:year>/contest/<str:code>/files/<int:pk>/", contests.serve, name="contest_file"),
    path("<int:year>/contest/<str:code>/files/<int:pk>/delete/", contests.delete, name="contest_file_delete"),
    path("<int:year>/<str:code>/", items.edit, name="edit"),
]
