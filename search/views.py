"""The page that finds things; a stranger finds what is public."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.access import kinds_for
from search.finding import Found, find
from search.forms import SearchForm
from search.hits import hits
from search.keyboard import meant_in_thai

_PER_PAGE = 20


@never_cache
@login_not_required
@require_safe
def search(request):
    """What the person may see and the words find, the best first, by kind and year."""
    form = SearchForm(request.GET, kinds=kinds_for(request.user))
    text, kind, year = form.asked()
    found = find(request.user, text, kind=kind, year=year) if text else Found()
    page = Paginator(found.keys, _PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "text": text,
        "found": found,
        "page": page,
        "hits": hits(request.user, page.object_list, found.words),
        "filtered": bool(kind or year),
        "meant": meant_in_thai(form.data.get("q", "")) if text else "",
        "query": query.urlencode(),
    }
    return render(request, f"search/{'page' if request.user.is_authenticated else 'public'}.html", context)
