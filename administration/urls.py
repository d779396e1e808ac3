"""Addresses of site administration."""

from django.urls import path

from administration.views import agencies, agency_files, operation, people, start

app_name = "administration"
urlpatterns = [
    path("", start.index, name="index"),
    path("agencies/", agencies.index, name="agencies"),
    path("agencies/new/", agencies.add, name="agency_add"),
    path("agencies/files/", agency_files.index, name="agency_files"),
    path("agencies/files/agencies.<str:kind>", agency_files.export, name="agency_export"),
    path("agencies/<int:pk>/", agencies.detail, name="agency"),
    path("agencies/<int:pk>/edit/", agencies.edit, name="agency_edit"),
    path("agencies/<int:pk>/close/", agencies.close, name="agency_close"),
    path("agencies/<int:pk>/reopen/", agencies.reopen, name="agency_reopen"),
    path("agencies/<int:pk>/administrator/", agencies.administrator, name="agency_administrator"),
    path("agencies/<int:pk>/invite/<int:member>/", agencies.invite, name="agency_invite"),
    path("tasks/", operation.tasks, name="tasks"),
    path("tasks/<uuid:pk>/again/", operation.try_again, name="task_again"),
    path("tasks/<uuid:pk>/cancel/", operation.cancel, name="task_cancel"),
    path("health/", operation.health, name="health"),
    path("people/", people.index, name="people"),
    path("people/new/", people.add, name="person_add"),
    path("people/<int:pk>/", people.detail, name="person"),
    path("people/<int:pk>/do/<slug:name>/", people.deed, name="person_deed"),
    path("people/<int:pk>/oversight/", people.oversee, name="person_oversee"),
    path("people/<int:pk>/oversight/<int:oversight>/end/", people.oversee_no_more, name="person_oversee_end"),
]
