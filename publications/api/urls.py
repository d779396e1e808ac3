from django.urls import path

from publications.api import views
from publications.api.operations import OPERATIONS, VERSION

app_name = "api"
urlpatterns = [
    path("", views.guide, name="guide"),
    *(
        path(f"{VERSION}/{operation.path}", getattr(views, name), name=name)
        for name, operation in OPERATIONS.items()
    ),
]
