"""Forms of plans, measures and progress."""

from measures.forms.measures import MeasureForm
from measures.forms.plans import ChosenForm, PlanForm
from measures.forms.progress import ProgressForm, RoundForm, StatusForm
from measures.forms.steps import BaseStepFormSet, StepForm, step_formset

__all__ = [
    "BaseStepFormSet",
    "ChosenForm",
    "MeasureForm",
    "PlanForm",
    "ProgressForm",
    "RoundForm",
    "StatusForm",
    "StepForm",
    "step_formset",
]
