from django.urls import path

from agencies.views import audit, chain, departments, people, words
from agencies.views import settings as views

app_name = "agencies"
urlpatterns = [
    path("", views.detail, name="settings"),
    path("agency/", views.agency_edit, name="edit"),
    path("emblem/", views.emblem_edit, name="emblem"),
    path("departments/", departments.departments_edit, name="departments"),
    path("words/new/", words.word_add, name="word_add"),
    path("words/<int:pk>/remove/", words.word_remove, name="word_remove"),
    path("people/new/", people.member_add, name="member_add"),
    path("people/<int:pk>/", people.member_edit, name="member_edit"),
    path("chain/", chain.chain_edit, name="chain"),
    path("audit/", audit.index, name="audit"),
    path("audit/csv/", audit.export, name="audit_csv"),
]

site_urls = [
    path("audit/", audit.site, name="site_audit"),
    path("audit/csv/", audit.site_export, name="site_audit_csv"),
]
