from django.urls import path

from handbook import views

urlpatterns = [
    path("", views.index, name="help"),
    path("<slug:slug>/", views.page, name="help_page"),
]
