"""The pages of allauth's views, in the frame of the portal's own forms."""

from typing import Any

from django.urls import reverse

from itaportal.editing.flow import FormPage
from itaportal.language import gettext


class FormFrame:
    """One form of allauth shown as any other form; stands before the view it gives a face to."""

    template_name = "editing/form_page.html"
    page: FormPage

    def get_page(self) -> FormPage:
        """Return what stands around the form."""
        return self.page

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """Return what the template asks for."""
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "page": self.get_page(), "formset": None, "conflict": None}


def account_page(title: str, **words: Any) -> FormPage:
    """Return a page below the person's own account."""
    account = reverse("account")
    words = {"cancel": account, "is_guarded": False, **words}
    return FormPage(title=title, crumbs=[(gettext("บัญชีของท่าน"), account)], **words)
