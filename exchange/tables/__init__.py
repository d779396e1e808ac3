"""The tables that go in and out of files, each described once."""

from collections.abc import Callable

from exchange.engine.table import Table
from exchange.enums import CountryTableName, SiteTableName, TableName
from exchange.tables.country.agencies import AgenciesTable
from exchange.tables.country.table import CountryTable, GrowingCountryTable
from exchange.tables.findings import FindingsTable
from exchange.tables.measures import MeasuresTable
from exchange.tables.progress import ProgressTable
from exchange.tables.scope import Scope
from exchange.tables.scores import ScoresTable

_TABLES: dict[str, Callable[[Scope], Table]] = {
    TableName.SCORES: ScoresTable,
    TableName.FINDINGS: FindingsTable,
    TableName.MEASURES: MeasuresTable,
    TableName.PROGRESS: ProgressTable,
    CountryTableName.KNOWN: CountryTable,
    CountryTableName.CREATING: GrowingCountryTable,
    SiteTableName.AGENCIES: AgenciesTable,
}


def table_of(scope: Scope) -> Table:
    """Return the table that the scope is about."""
    return _TABLES[scope.table](scope)
