"""Page styles and what stands in the margins, made once for all pages that have the same: WeasyPrint makes both anew for each.

Nothing here changes a byte of a file: tests/reports/test_footprint.py compares. textlayer.py holds WeasyPrint's version.
"""

from collections.abc import Callable
from functools import wraps


def install() -> None:
    """Let pages of one kind share their styles; call before the first render, again is harmless."""
    from weasyprint.layout import page

    if not hasattr(page.set_page_type_computed_styles, "__wrapped__"):
        page.set_page_type_computed_styles = _shared(page.set_page_type_computed_styles)


def _shared(set_styles: Callable) -> Callable:
    """Return the setting of a page's styles that sets those of an earlier page which the same rules apply to."""

    @wraps(set_styles)
    def set_page_type_computed_styles(page_type, html, style_for):
        applying = tuple(
            style_for._page_type_match(selector, page_type)
            for sheet, *_ in style_for._sheets
            for _, selectors, _ in sheet.page_rules
            for *_, selector in selectors
        )
        known = vars(style_for).setdefault("page_styles", {})
        computed = style_for.get_computed_styles()
        if applying not in known:
            set_styles(page_type, html, style_for)
            known[applying] = [(part, style) for (of, part), style in computed.items() if of == page_type]
        computed.update({(page_type, part): style for part, style in known[applying]})

    return set_page_type_computed_styles
