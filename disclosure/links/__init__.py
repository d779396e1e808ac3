"""Asking web sites whether a link opens: the library that does it, and what is never asked."""

from disclosure.links.asking import Answer, Door, ask
