"""Erasing the data of one person who has left."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ikrar.core.pledges_erasing import Ground
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges import policies
from ikrar.domain.pledges.actions import erasing
from ikrar.domain.roster.employee_queries import employee_for
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import OnceForm
from ikrar.words import say

OFFERED = (Ground.REQUEST, Ground.RETENTION, Ground.MISTAKE)


class Erase(OnceForm):
    """On what ground, and a deliberate yes: this cannot be undone."""

    dasar = forms.ChoiceField(label=gettext_lazy("Dasar penghapusan"), choices=[], widget=forms.RadioSelect)
    yakin = forms.BooleanField(label=gettext_lazy("Saya mengerti: penghapusan ini tidak dapat dibatalkan."))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["dasar"].choices = [(g.value, say(f"erasure.ground.{g}")) for g in OFFERED]  # type: ignore[attr-defined]


@open_to(Permission.PERSON_ERASE)
def erase(request: Request, ref: str) -> HttpResponse:
    """Erase the data of one person; proofs of others and all counts stay."""
    employee = employee_for(request.staff, ref, Permission.PERSON_ERASE)
    verdict = policies.may_erase(request.staff, employee)
    form = Erase(request.POST or None)
    if form.is_valid():
        erasing.erase_person(
            employee, ground=Ground(form.cleaned_data["dasar"]), by=request.staff, at=request.now
        )
        return say_and_go(request, _("Data pribadi sudah dihapus."), "roster:body", employee.agency.ref)
    return answer(request, "pledges/erase.html", employee=employee, form=form, verdict=verdict)
