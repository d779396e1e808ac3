"""Forms of plans, measures and progress."""

from measures.forms.catalogue import AdoptForm, CatalogueSearchForm, DeclineForm
from measures.forms.evidence import EvidenceForm, LinkForm, UploadForm
from measures.forms.measures import MeasureForm
from measures.forms.plans import ChosenForm, PlanForm
from measures.forms.progress import ProgressForm, RoundForm, StatusForm
from measures.forms.steps import BaseStepFormSet, StepForm, step_formset

__all__ = [
    "AdoptForm",
    "BaseStepFormSet",
    "CatalogueSearchForm",
    "ChosenForm",
    "DeclineForm",
    "EvidenceForm",
    "LinkForm",
    "MeasureForm",
    "PlanForm",
    "ProgressForm",
    "RoundForm",
    "StatusForm",
    "StepForm",
    "UploadForm",
    "step_formset",
]
