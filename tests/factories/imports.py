"""Imports that wait to be confirmed, for tests that walk all addresses."""

from django.urls import reverse

from agencies.models import Agency
from exchange.actions import keep_source, read_import, upload
from exchange.enums import CountryTableName
from exchange.sources.found import Found, Line, Table
from tests.factories.world import World

_STEPS = (
    "import",
    "import_progress",
    "import_again",
    "import_confirm",
    "import_undo",
    "import_refused",
    "import_file",
)


def add_imports(world: World, agency: Agency) -> None:
    """Bring in a file of the agency and one of many, and tell the world every address of exchange."""
    found = Found((Table(("ที่", "คะแนน"), (Line(("4", "79")),)),))
    about = {"agency": agency, "table": "scores", "fiscal_year": 2565, "by": None}
    source = keep_source(name="itas.html", data=b"<table>", found_json=found.to_json(), **about)
    own = upload(name="คะแนน.csv", data="ตัวชี้วัดที่,คะแนน\n4,79\n".encode(), source=source, **about)
    read_import(started=own)
    data = f"รหัสหน่วยงาน,ชื่อหน่วยงาน,1\n{agency.slug},{agency.name},80\n".encode()
    site = upload(
        agency=None, table=CountryTableName.KNOWN, fiscal_year=2565, name="หลาย.csv", data=data, by=None
    )
    read_import(started=site)
    args = {f"exchange:{name}": [agency.slug, own.pk] for name in _STEPS}
    args |= {f"exchange:{name}": [agency.slug] for name in ("index", "upload", "paste", "years", "whole")}
    args["exchange:paste_rows"] = [agency.slug, source.pk]
    args["exchange:import_source"] = [agency.slug, own.pk]
    args["exchange:import_mend"] = [agency.slug, own.pk]
    args["exchange:whole_parts"] = [agency.slug, 2565, source.sha256]
    args["exchange:years_check"] = [agency.slug, own.sha256]
    args["exchange:template"] = [agency.slug, "scores-2565"]
    args["exchange:export"] = [agency.slug, "scores-2565", "csv"]
    args["exchange:matrix_list"] = [agency.slug, 2566, "csv"]
    args["exchange:oit_list"] = [agency.slug, 2565, "csv"]
    args["exchange:five_year_list"] = [agency.slug, 2565, "csv"]
    args |= {f"exchange_many:{name}": [site.pk] for name in _STEPS}
    args["exchange_many:index"] = []
    args["exchange_many:export"] = [2565, "csv"]
    world.urls.update({name: reverse(name, args=values) for name, values in args.items()})
    world.ids |= {own.pk, source.pk}
