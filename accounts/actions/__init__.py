from accounts.actions.codes import CodeGone as CodeGone
from accounts.actions.codes import invite_by_mail as invite_by_mail
from accounts.actions.codes import make_code as make_code
from accounts.actions.codes import try_code as try_code
from accounts.actions.codes import try_link as try_link
from accounts.actions.codes import use_code as use_code
from accounts.actions.passwords import password_set_by_other as password_set_by_other
from accounts.actions.passwords import set_own_password as set_own_password
