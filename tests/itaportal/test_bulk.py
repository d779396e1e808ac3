"""Rows written without model objects are those that model objects would have made."""

from decimal import Decimal

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, AuditHead, Department
from itaportal.bulk import insert, update

_NAMES = ("slug", "name", "short_name", "kind", "district", "province")
_PLACE = ("อบต.", "เมือง", "ตรัง")


def stored(slug, *, without=("id", "slug", "updated_at")):
    values = Agency.objects.filter(slug=slug).values().get()
    return {name: value for name, value in values.items() if name not in without}


def test_inserted_rows_hold_the_defaults_of_the_model(db):
    insert(Agency, _NAMES, [("a", "ก", "ก", *_PLACE)])
    Agency.objects.create(**dict(zip(_NAMES, ("b", "ก", "ก", *_PLACE), strict=True)))
    assert stored("a") == stored("b")
    assert abs(Agency.objects.get(slug="a").updated_at - timezone.now()).total_seconds() < 60


def test_values_are_converted_as_fields_do(clerk):
    now = timezone.now()
    names = (*_NAMES, "low_below")
    insert(Agency, names, [("a", "ก", "ก", *_PLACE, Decimal("7.5"))], updated_at=now, updated_by_id=clerk.pk)
    agency = Agency.objects.get(slug="a")
    assert (agency.low_below, agency.updated_at, agency.updated_by) == (Decimal("7.50"), now, clerk)


def test_what_is_there_is_kept_where_asked(db):
    AuditHead.objects.create(agency_id=1, sequence=5, hash="f")
    insert(AuditHead, ("agency_id",), [(1,), (2,)], or_keep=True)
    assert sorted(AuditHead.objects.values_list("agency_id", "sequence")) == [(1, 5), (2, 0)]


def test_what_is_there_is_replaced_where_asked(db):
    insert(Agency, _NAMES, [("a", "ก", "ก", *_PLACE)])
    old = Agency.objects.get(slug="a").pk
    rows = [("a", "ข", "ข", *_PLACE), ("b", "ค", "ค", *_PLACE)]
    insert(Agency, _NAMES, rows, or_replace=("slug",), phone="1")
    assert list(Agency.objects.order_by("slug").values_list("name", "phone")) == [("ข", "1"), ("ค", "1")]
    assert Agency.objects.get(slug="a").pk == old


def test_what_the_database_refuses_is_raised(agency):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Agency, _NAMES, [(agency.slug, "ก", "ก", *_PLACE)])


def test_update_counts_only_rows_that_are_as_told(agency):
    first, second = Department.objects.order_by("position")
    names, where = ("name", "position"), ("id", "name")
    rows = [("ก", 7, first.pk, first.name), ("ข", 8, second.pk, "ชื่ออื่น"), ("ค", 9, 0, "ก")]
    assert update(Department, names, where, rows) == 1
    assert set(Department.objects.values_list("name", "position")) == {("ก", 7), (second.name, 2)}


def test_nothing_to_write_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert(AuditHead, ("agency_id",), [])
        assert update(AuditHead, ("hash",), ("agency_id",), []) == 0


def test_names_are_those_of_fields(db):
    with pytest.raises(FieldDoesNotExist):
        insert(AuditHead, ("agency_id",), [(1,)], colour="red")
    with pytest.raises(FieldDoesNotExist):
        update(AuditHead, ("colour",), ("agency_id",), [("red", 1)])
