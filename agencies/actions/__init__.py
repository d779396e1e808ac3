"""What people do to agencies and accounts; each function is one transaction and writes the audit log."""

from agencies.actions.agency import AGENCY_FIELDS as AGENCY_FIELDS
from agencies.actions.agency import LETTERHEAD_FIELDS as LETTERHEAD_FIELDS
from agencies.actions.agency import PREFERENCES as PREFERENCES
from agencies.actions.agency import add_word as add_word
from agencies.actions.agency import remove_word as remove_word
from agencies.actions.agency import save_agency as save_agency
from agencies.actions.agency import save_chain as save_chain
from agencies.actions.agency import save_emblem as save_emblem
from agencies.actions.agency import save_preferences as save_preferences
from agencies.actions.departments import DepartmentInUse as DepartmentInUse
from agencies.actions.departments import DepartmentRow as DepartmentRow
from agencies.actions.departments import in_use as in_use
from agencies.actions.departments import save_departments as save_departments
from agencies.actions.people import MEMBERSHIP_FIELDS as MEMBERSHIP_FIELDS
from agencies.actions.people import PERSON_FIELDS as PERSON_FIELDS
from agencies.actions.people import LastAdministrator as LastAdministrator
from agencies.actions.people import NeedsConfirmation as NeedsConfirmation
from agencies.actions.people import OwnAccess as OwnAccess
from agencies.actions.people import SignsElsewhere as SignsElsewhere
from agencies.actions.people import add_member as add_member
from agencies.actions.people import add_role as add_role
from agencies.actions.people import end_roles as end_roles
from agencies.actions.people import lock_agencies as lock_agencies
from agencies.actions.people import require_may_end as require_may_end
from agencies.actions.people import save_member as save_member
from agencies.actions.rows import DuplicateName as DuplicateName
