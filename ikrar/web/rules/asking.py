"""How does a person ask? The form of one situation: who, when, where, and the facts that decide. Nothing is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ikrar.core.assess import Assessment
from ikrar.core.assess.facts import CHOICES
from ikrar.domain.rules.tables import read_rulebook
from ikrar.domain.rules.topics import Topic
from ikrar.words import say

# Facts that a person who asks can know; the rest is for an officer.
ASKABLE = (
    "target_stage", "phase", "participation", "channel", "unpaid_leave", "relation", "superior_knew", "display",
    "photo_partisan", "pose_matches", "aspirant_event", "party_event", "appeal", "audience", "willing", "benefits",
    "still_serving", "party_member", "party_officer", "duty_letter", "kept_away", "team_role", "took_part", "for_votes",
    "own_interest",
)  # fmt: skip
MOST_QUESTIONS = 4
STATUSES = ("pns", "pppk", "non_asn", "village")


class Asking(forms.Form):
    """Who asks about which day; then one question per fact that would settle the answer."""

    status = forms.ChoiceField(label=_("Status Anda"), required=False)
    target = forms.ChoiceField(label=_("Yang didukung"), required=False)
    day = forms.DateField(
        label=_("Untuk hari"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    region = forms.CharField(label=_("Daerah"), required=False, max_length=120)

    def __init__(self, data: Mapping[str, Any], *, questions: list[str], today: date) -> None:
        super().__init__({"status": "pns", "target": "unknown", "day": today.isoformat(), **data})
        self.fields["status"].choices = [(code, say(f"rules.status.{code}")) for code in STATUSES]  # type: ignore[attr-defined]
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (code, say(f"rules.target.{code}")) for code in reversed(CHOICES["target"])
        ]
        for fact in questions:
            self.fields[fact] = forms.ChoiceField(
                label=question(fact), required=False, choices=_answers(fact), widget=forms.RadioSelect
            )

    def record(self, topic: Topic) -> dict[str, object]:
        """The facts as the engine takes them; the topic's own facts win."""
        data = self.cleaned_data
        record: dict[str, object] = {
            "acts": list(topic.acts),
            "actor_status": data["status"] or "pns",
            "target": data["target"] or "unknown",
            "region": data["region"],
        }
        if data["day"]:
            record["act_date"] = data["day"].isoformat()
        answers: dict[str, str] = {}
        for fact in set(ASKABLE) & data.keys():
            if data[fact] not in {"", "unknown"}:
                (record if fact in CHOICES else answers)[fact] = data[fact]
        return {**record, "answers": answers, **topic.facts}


def answered(data: Mapping[str, Any]) -> list[str]:
    """The questions that were answered already, in a fixed order."""
    return [fact for fact in ASKABLE if data.get(fact)]


def open_questions(answer: Assessment, topic: Topic, done: list[str]) -> list[str]:
    """The questions that would settle most, those a person can answer, a few at a time."""
    wanted = [
        q.fact for q in answer.ask if q.fact in ASKABLE and q.fact not in done and q.fact not in topic.facts
    ]
    return wanted[:MOST_QUESTIONS]


def question(fact: str) -> str:
    """The question about a fact in the language of the page."""
    asked = read_rulebook().questions[fact]
    return asked.text_en if get_language() == "en" else asked.text


def _answers(fact: str) -> list[tuple[str, str]]:
    """The answers of a question: as the record knows them, or those of the table."""
    known = CHOICES.get(fact) or tuple(sorted(read_rulebook().questions[fact].values, reverse=True))
    values = [value for value in known if value != "unknown"]
    return [(value, say(f"rules.value.{value}")) for value in [*values, "unknown"]]
