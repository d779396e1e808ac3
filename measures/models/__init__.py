"""What is done about a result: the plan's measures with steps, progress in rounds, and the catalogue."""

from measures.models.catalogue import CatalogueMeasure, CatalogueMeasureQuerySet
from measures.models.plans import Measure, MeasureQuerySet, Plan, Step
from measures.models.progress import Evidence, EvidenceQuerySet, Progress, ProgressRound
