"""Which clock, from which day, in which zone? Nothing that is asked is kept."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.clocks import BadFacts, Facts, Unit
from ikrar.core.days import YEARS, Zone, zone_of
from ikrar.domain.rules.clock_tables import read_clock_words, read_clocks
from ikrar.words import say

WEEKS = (("5", _("lima hari kerja")), ("6", _("enam hari kerja")))
FIELDS = {"started": "day", "extension": "extended", "configured": "length"}
OWN_UNITS = (Unit.WORKING, Unit.CALENDAR)


class ClockForm(forms.Form):
    """The facts of one clock as anybody can give them."""

    clock = forms.ChoiceField(label=_("Tenggat"))
    day = forms.DateField(
        label=_("Mulai pada hari"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    hour = forms.TimeField(
        label=_("Pukul"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Hanya untuk tenggat dalam jam."),
    )  # fmt: skip
    zone = forms.ChoiceField(label=_("Zona waktu"), required=False, choices=[(z, z) for z in Zone])
    week = forms.ChoiceField(label=_("Minggu kerja kantor"), required=False, choices=WEEKS)
    extended = forms.BooleanField(label=_("Ada perpanjangan untuk keterangan tambahan"), required=False)
    length = forms.IntegerField(
        label=_("Panjang yang ditetapkan instansi"), required=False,
        help_text=_("Hanya untuk tenggat yang panjangnya tidak ada dalam peraturan."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Satuan panjang itu"), required=False)

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:
        super().__init__(
            {"day": today.isoformat(), "zone": Zone.WIB, "clock": next(iter(read_clocks())), **data}
        )
        titles = read_clock_words()
        self.fields["clock"].choices = [(code, titles[code].title) for code in read_clocks()]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [(unit, say(f"clock.unit.{unit}")) for unit in OWN_UNITS]  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        """A year that the table can count in."""
        day: date = self.cleaned_data["day"]
        if day.year not in YEARS:
            raise forms.ValidationError(say("clock.bad.days.year_out_of_reach"))
        return day

    def facts(self) -> Facts:
        """The facts as the clock takes them. The form is valid."""
        data = self.cleaned_data
        zone = Zone(data["zone"] or Zone.WIB)
        clock, started = read_clocks()[data["clock"]], data["day"]
        if data["hour"] is not None:
            started = datetime.combine(started, data["hour"], zone_of(zone))
        return Facts(
            started,
            zone,
            extension=max(clock.extension, 1) if data["extended"] else 0,
            configured=data["length"],
            configured_unit=Unit(data["unit"] or Unit.WORKING),
        )

    def refuse(self, bad: BadFacts) -> None:
        """Put the sentence of refused facts beside its field."""
        self.add_error(FIELDS[bad.field], say(f"clock.bad.{bad.reason}"))
