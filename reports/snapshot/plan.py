"""The plan in a snapshot: measures with steps, progress and evidence.

The classes that begin with Public are what anybody may have; those without add what stays with the portal.
"""

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from measures import models
from reports.snapshot.parts import Part, Year, fields_of

_Measure: Any = fields_of(models.Measure, without=("position", "responsible_text", "period_text"))
_Progress: Any = fields_of(models.Progress, without=())


class Step(Part, title="ขั้นตอน"):
    """A step with its own period and unit, as far as it has them."""

    text: str = ""
    period: str = ""
    responsible: str = ""


class PublicEvidence(Part, title="หลักฐาน"):
    """What shows that something was done; a link has no ``sha256``, pictures and files no ``url``."""

    mirrors = models.Evidence
    kind: str = ""
    sha256: str = ""
    caption: str = ""
    url: str = ""
    event_date: date | None = None


class Evidence(PublicEvidence):
    """Evidence with the name of its file, "" for a photo."""

    name: str = ""


class PublicProgress(_Progress):
    """How far a measure is: every field of the model."""

    model_config = ConfigDict(title="ผลการดำเนินการในรอบรายงาน")

    evidence: tuple[PublicEvidence, ...] = ()


class Progress(PublicProgress):
    """Progress with its evidence as the portal keeps it."""

    evidence: tuple[Evidence, ...] = ()


class PublicMeasure(_Measure):
    """A measure: every field of the model, with who is responsible and when in the words that documents print."""

    model_config = ConfigDict(title="มาตรการ โครงการ หรือกิจกรรม")

    # Beside the name of the measure, its name is called no more than that.
    title: str = Field(default="", title="ชื่อ")
    indicator_codes: tuple[str, ...] = ()
    topic_numbers: tuple[int, ...] = ()
    item_codes: tuple[str, ...] = ()
    responsible: str = Field(default="", title="ผู้รับผิดชอบ")
    period: str = Field(default="", title="ระยะเวลาดำเนินการ")
    steps: tuple[Step, ...] = Field(default=(), title="ขั้นตอนหรือวิธีการ")
    progress: PublicProgress | None = None


class Measure(PublicMeasure):
    """A measure with the key of its row, which tells it from others of the same name."""

    id: int = 0
    progress: Progress | None = None


class PublicPlan(Part, title="แผนมาตรการ"):
    """The measures of a plan year, with the letter that decided them."""

    mirrors = models.Plan
    fiscal_year: Year
    decided_on: date | None = None
    decided_in: str = ""
    measures: tuple[PublicMeasure, ...] = ()


class Plan(PublicPlan):
    """A plan with its measures as the portal keeps them."""

    measures: tuple[Measure, ...] = ()

    @property
    def answered(self) -> set[str]:
        """The codes of the indicators that a measure answers."""
        return {code for measure in self.measures for code in measure.indicator_codes}


class Round(Part, title="รอบรายงาน"):
    """The day that a document reports on."""

    mirrors = models.ProgressRound
    as_at: date
