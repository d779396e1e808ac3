from django.urls import path

from deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("new/", views.add, name="add"),
    path("<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/delete/", views.remove, name="remove"),
]
