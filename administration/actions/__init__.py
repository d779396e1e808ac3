from administration.actions.agencies import AgencyExists as AgencyExists
from administration.actions.agencies import add_administrator as add_administrator
from administration.actions.agencies import close_agency as close_agency
from administration.actions.agencies import create_agency as create_agency
from administration.actions.agencies import reopen_agency as reopen_agency
from administration.actions.agencies import save_facts as save_facts
