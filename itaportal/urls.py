"""Every address of the portal."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from accounts import urls as accounts
from agencies.urls import site_urls
from agencies.views import health
from approvals.views import inbox, notices, proposals
from deadlines import views as calendars
from exchange.urls import country_urls
from handbook import views as handbook
from itaportal.editing import drafts
from itaportal.metrics import metrics
from measures.urls import offer_urls
from overview.urls import many_urls
from overview.views import homes
from publications.urls import agency_urls as paper_urls
from search.views import search

agency_urls: list[URLPattern | URLResolver] = [
    path("", include("overview.urls")),
    path("", include("reports.urls")),
    path("", include("assessments.urls")),
    path("", include("measures.urls")),
    path("", include("approvals.urls")),
    path("", include("exchange.urls")),
    path("calendar/", include("deadlines.urls")),
    path("start/", handbook.start, name="first_steps"),
    path("oit/", include("disclosure.urls")),
    path("", include((paper_urls, "papers"))),
    path("settings/", include("agencies.urls")),
    path("settings/", include((accounts.agency_urls, "accounts"))),
]

urlpatterns = [
    path("", homes.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("", include(accounts.sign_in_urls)),
    path("account/", include(accounts.account_urls)),
    path("site/", include("administration.urls")),
    path("site/", include(site_urls)),
    path("site/", include(accounts.site_urls)),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/approve/", inbox.approve, name="inbox_approve"),
    path("notices/", notices.notices, name="notices"),
    path("notices/mail/", notices.mail_choices, name="mail_choices"),
    path("account/calendar/", calendars.reminding, name="reminding"),
    path("calendar/<str:token>.ics", calendars.feed, name="calendar_feed"),
    path("proposals/", proposals.site_index, name="site_proposals"),
    path("proposals/<int:pk>/", proposals.site_proposal, name="site_proposal"),
    path("proposals/<int:pk>/scan/", proposals.site_scan, name="site_proposal_scan"),
    path("drafts/", drafts.keep, name="draft"),
    path("search/", search, name="search"),
    path("help/", include("handbook.urls")),
    path("criteria/", include("criteria.urls")),
    path("catalogue/", include(offer_urls)),
    path("exchange/agencies/", include(country_urls)),
    path("sheets/", include("batches.urls")),
    path("overview/", include(many_urls)),
    path("a/<slug:slug>/", include(agency_urls)),
    path("", include("publications.urls")),
    path("api/", include("publications.api.urls")),
    path("admin/", admin.site.urls),
]

handler404 = "publications.api.problems.page_not_found"
# Asked by allauth alone; Django knows none of this name.
handler429 = "accounts.views.passwords.too_many"
handler500 = "publications.api.problems.server_error"
