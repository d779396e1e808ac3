"""Forms of plans, measures and progress."""

from measures.forms.bulk import BulkForm, PlanViewForm
from measures.forms.catalogue import AdoptForm, CatalogueSearchForm, DeclineForm
from measures.forms.evidence import EvidenceForm, LinkForm, UploadForm
from measures.forms.measures import MeasureForm
from measures.forms.plans import ChosenForm, PlanForm, SuggestForm
from measures.forms.progress import ProgressForm, RoundForm, StatusForm
from measures.forms.steps import BaseStepFormSet, StepForm, step_formset
