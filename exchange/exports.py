"""Tables as files: templates to fill in, and everything that is stored."""

from exchange.guides import guide
from exchange.layouts import of_table
from exchange.scope import Scope
from exchange.tables import TABLES
from exchange.writing.files import as_csv, as_xlsx


def template(scope: Scope) -> bytes:
    """Return the scope's table as a workbook to fill in; what is stored already stands in it."""
    table = TABLES[scope.table]
    layouts = of_table(table, scope, is_template=True)
    return as_xlsx(layouts, guide=guide(table, scope, layouts), creator=scope.agency.name, locked=True)


def workbook(scope: Scope) -> bytes:
    """Return everything stored in the scope's table as a workbook that can be brought in again."""
    return as_xlsx(of_table(TABLES[scope.table], scope), creator=scope.agency.name)


def delimited(scope: Scope) -> bytes:
    """Return everything stored in the scope's table as CSV that can be brought in again."""
    return as_csv(of_table(TABLES[scope.table], scope)[0])
