"""Which page of the handbook explains the page in view."""

from django.urls import reverse

from handbook.pages import page_of


def help_here(request) -> dict[str, str]:
    """Return the address of the page that explains this one, nothing where none does; asks no database."""
    match = getattr(request, "resolver_match", None)
    page = page_of(match.view_name) if match else None
    return {"help_here": reverse("help_page", args=[page.slug])} if page else {}
