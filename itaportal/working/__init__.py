"""Work that outlasts a request: who does it, what becomes of it when its worker dies, and what waits."""

from itaportal.working.beats import BEAT_SECONDS, SILENT_SECONDS, living
from itaportal.working.tasks import Waiting, ask_when_due, forget_done, take_back, waiting
from itaportal.working.worker import PatientWorker
