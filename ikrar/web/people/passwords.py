"""The one-time letter by which a new account chooses its password."""

from datetime import timedelta

from django.core import signing
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Hidden
from ikrar.domain.people import actions, queries
from ikrar.domain.people.models import Account, Person
from ikrar.web.people.forms import NewPassword
from ikrar.web.shell.access import Request, open_to_everyone
from ikrar.web.shell.answers import answer, say_and_go

SALT = "ikrar.set-password"
VALID = timedelta(days=7)


def letter_token(account: Account) -> str:
    """A token for this account that dies when the password is chosen."""
    return signing.dumps([account.person.ref, account.password[-12:]], salt=SALT)


def account_of_token(token: str) -> Account:
    """The account of a token. Raises Hidden when it is old, used or changed."""
    try:
        ref, tail = signing.loads(token, salt=SALT, max_age=VALID)
    except signing.BadSignature:
        raise Hidden from None
    account = queries.account_of(queries.person_by_ref(ref))
    if account is None or account.password[-12:] != tail:
        raise Hidden
    return account


@open_to_everyone
def choose(request: Request, token: str) -> HttpResponse:
    """Choose the password of a new account."""
    account = account_of_token(token)
    form = NewPassword(request.POST or None)
    if form.is_valid():
        actions.choose_password(account, form.cleaned_data["sandi"])
        return say_and_go(request, _("Kata sandi tersimpan. Silakan masuk."), "account_login")
    return answer(request, "people/choose.html", form=form, account=account)


def is_unused(person: Person) -> bool:
    """Whether the account still waits for its password."""
    account = queries.account_of(person)
    return account is not None and not account.has_usable_password()
