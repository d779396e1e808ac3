"""The stored key of order goes with its texts by whatever way they are written, and lists are read through it."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat

from agencies.actions import AGENCY_FIELDS, save_agency
from agencies.models import Agency, Oversight, User
from exchange.tables.country import writing
from itaportal import bulk
from itaportal.ordering import LONGEST_KEY, InOrder, InOrderQuerySet, orders_of
from itaportal.thai.order import sort_key
from measures.actions import load_catalogue
from measures.models import CatalogueMeasure
from tests.factories.agencies import AgencyFactory, UserFactory

NEW = "เทศบาลตำบลเกาะกลาง"


def save(agency):
    agency.name = NEW
    agency.save()


def save_only_the_name(agency):
    agency.name = NEW
    agency.save(update_fields=["name"])


def save_a_row_read_without_its_key(agency):
    row = Agency.objects.only("pk", "name").get(pk=agency.pk)
    row.name = NEW
    row.save()


def update(agency):
    Agency.objects.filter(pk=agency.pk).update(name=NEW)


def update_or_create(agency):
    Agency.objects.update_or_create(slug=agency.slug, defaults={"name": NEW})


def bulk_update(agency):
    agency.name = NEW
    Agency.objects.bulk_update([agency], ["name"])


def bulk_create_over_what_is_there(agency):
    new = AgencyFactory.build(slug=agency.slug, name=NEW)
    Agency.objects.bulk_create([new], update_conflicts=True, unique_fields=["slug"], update_fields=["name"])


def update_by_plain_statements(agency):
    bulk.update(Agency, ("name",), ("id",), [(NEW, agency.pk)])


def insert_by_plain_statements(agency):
    names, places = ("slug", "name", "short_name", "kind", "district"), ("ทต.", "เทศบาลตำบล", "เมือง")
    bulk.insert(Agency, names, [(agency.slug, NEW, *places)], or_replace=("slug",), province=agency.province)


def save_in_the_form(agency):
    values = {name: getattr(agency, name) for name in AGENCY_FIELDS} | {"name": NEW}
    save_agency(agency=agency, values=values, version=agency.version, by=None)


@pytest.mark.parametrize(
    "write",
    [
        save, save_only_the_name, save_a_row_read_without_its_key, update, update_or_create, bulk_update,
        bulk_create_over_what_is_there, update_by_plain_statements, insert_by_plain_statements, save_in_the_form,
    ],
)  # fmt: skip
def test_the_key_goes_with_the_name(agency, write):
    write(agency)
    stored = Agency.objects.get(pk=agency.pk)
    assert (stored.name, stored.name_order) == (NEW, sort_key(NEW))
    assert stored.province_order == sort_key(agency.province)


def test_agencies_that_an_import_adds_have_their_keys(db):
    names = ("slug", "name", "short_name", "kind", "district", "province")
    new = SimpleNamespace(
        **dict.fromkeys(names, NEW)
        | {"slug": "ko-klang", "kind": "เทศบาลตำบล", "province": "กระบี่", "closed_at": None}
    )
    writing.add_agencies([new], None)
    stored = Agency.objects.get(slug="ko-klang")
    assert (stored.name_order, stored.province_order) == (sort_key(NEW), sort_key("กระบี่"))


def test_the_shared_catalogue_keeps_its_titles_in_order(db):
    for title in ("ก", NEW):
        load_catalogue(entries=[{"key": "one", "title": title, "kind": "measure", "source": "ตัวอย่าง"}])
        assert CatalogueMeasure.objects.get(key="one").title_order == sort_key(title)


def test_what_leaves_the_key_behind_is_refused(agency):
    person = UserFactory()
    with pytest.raises(TypeError):
        Agency.objects.update(name=Concat(F("name"), Value(" 1")))
    with pytest.raises(TypeError):
        User.objects.filter(pk=person.pk).update(first_name="ก")
    with pytest.raises(TypeError):
        bulk.update(User, ("first_name",), ("id",), [("ก", person.pk)])


def test_every_model_with_a_key_writes_it():
    models = [model for model in apps.get_models() if orders_of(model)]
    assert {Agency, CatalogueMeasure, User} <= set(models)
    for model in models:
        assert issubclass(model, InOrder)
        assert isinstance(model._default_manager.all(), InOrderQuerySet)


def test_the_longest_names_still_fit_an_index(db):
    agency = AgencyFactory(name="漢" * 200, province="漢" * 100)
    assert len(agency.name_order) == LONGEST_KEY
    assert Agency.objects.order_by("name_order").get() == agency


def plan_of(rows):
    """Return how the database would read the rows of a table that is large."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    return rows.explain()


@pytest.mark.parametrize(
    ("names", "index"), [((), "agency_in_order"), (("name_order", "pk"), "agency_by_name")]
)
def test_the_first_page_of_all_agencies_is_read_through_the_index(agency, names, index):
    overseer = UserFactory()
    Oversight.objects.create(user=overseer, level="country")
    rows = Agency.objects.visible_to(overseer)
    plan = plan_of((rows.order_by(*names) if names else rows)[:50])
    assert index in plan
    assert "TEMP B-TREE" not in plan
    # PostgreSQL sorts rows of the same name by their ids, and reads no further than the page for it.
    assert plan.count("Sort  (") == plan.count("Incremental Sort  (")
