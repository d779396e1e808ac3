"""Reading what the first search would wait for."""

from itaportal.thai import words
from search.analysis import index_terms
from search.keyboard import meant_in_thai
from search.tolerance import likeness_in


def warm() -> None:
    """Load dictionaries and libraries; the database is not asked, so that it may be done before a fork."""
    words.warm()
    index_terms("พร้อมค้นหา")
    meant_in_thai("rhv,")
    likeness_in({})("พร้อม")
