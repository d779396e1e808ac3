from django.urls import path

from handbook import views

urlpatterns = [
    path("", views.index, name="help"),
    path("manual.pdf", views.manual, name="help_manual"),
    path("<slug:slug>/", views.page, name="help_page"),
]
