"""How many pages a document takes: made once more with rows torn gladly, where those are fewer (rowbreaks.py tears them).

Only the pages of a short document that would end elsewhere are made again, and those that follow from them.
"""

from collections.abc import Callable, Iterator
from functools import wraps

from reports.typesetting.rowplan import GLADLY, TORN

SHORT = 30  # pages; a longer document stays as it is made first


def fewest(make: Callable) -> Callable:
    """Return the making of all pages that tears rows gladly where that saves a page."""

    @wraps(make)
    def make_all_pages(context, root_box, html, pages) -> Iterator:
        if pages:
            # Again, for the numbers of pages in the contents: rows are torn as before.
            yield from make(context, root_box, html, pages)
            return
        context.torn_row_cost, context.gladly_otherwise = TORN, set[int]()
        first = list(make(context, root_box, html, pages))
        if not context.gladly_otherwise or len(first) > SHORT:
            yield from first
            return
        states, waiting = context.page_maker[:], _to_be_made(context)
        context.torn_row_cost = GLADLY
        chosen = list(make(context, root_box, html, _make_again(context, first)))
        if len(chosen) >= len(first):
            context.torn_row_cost = TORN
            if context.target_collector.target_lookup_items:
                # The contents have been told the pages of what was tried.
                chosen = list(make(context, root_box, html, _make_again(context, chosen)))
            else:
                context.page_maker, chosen = states, first
        for place in waiting:
            if place < len(chosen):
                context.page_maker[place][-1]["content_changed"] = True
        yield from chosen

    return make_all_pages


def _to_be_made(context) -> list[int]:
    """Return the places of the pages that wait for the numbers of others, the contents, and let them wait."""
    states = [state for *_, state in context.page_maker]
    waiting = [place for place, state in enumerate(states) if state["content_changed"]]
    for place in waiting:
        states[place]["content_changed"] = False
    return waiting


def _make_again(context, pages: list) -> list:
    """Return the pages, of which those are to be made again that rows torn gladly end elsewhere; others follow by themselves."""
    for number in context.gladly_otherwise:
        if number <= len(pages):
            context.page_maker[number - 1][-1]["content_changed"] = True
    return pages
