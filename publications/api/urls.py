from django.urls import URLPattern, path

from publications.api.answering import public_answer
from publications.api.operations import VERSION, api
from publications.api.views import guide

app_name = "api"
urlpatterns = [
    path("", guide, name="guide"),
    *(
        path(f"{VERSION}/{found.pattern}", public_answer(found.callback), name=found.name)
        for found in api.urls[0]
        # The library's own is for its pages.
        if isinstance(found, URLPattern) and found.callback is not None and found.name != "api-root"
    ),
]
