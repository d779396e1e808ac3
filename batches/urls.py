"""Addresses of batches."""

from django.urls import path

from batches import views

app_name = "batches"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/files/<int:sheet>/", views.sheet, name="sheet"),
    *(
        path(f"<int:pk>/{step}/", views.turn, {"step": step}, name=step)
        for step in ("pause", "resume", "cancel", "retry")
    ),
]
