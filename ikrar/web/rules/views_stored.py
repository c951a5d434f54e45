"""Assessments that officers keep: enter facts, read the answer, and see which answers a changed rulebook would change."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.rulebook import Class
from ikrar.core.verdicts import Problem
from ikrar.domain.elections.queries import calendar_for
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import agencies_seen_by, agency_for
from ikrar.domain.rules import actions, policies, queries
from ikrar.domain.rules.tables import read_rulebook
from ikrar.domain.rules.topics import assess_record
from ikrar.web.rules.forms import FactsForm
from ikrar.web.rules.shown import act_names, competent, facts_in_words, origin_in_words, rows
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go


@open_to(Permission.RULE_ASSESS)
def index(request: Request) -> HttpResponse:
    """The stored assessments of the person's bodies."""
    found = list(queries.assessments_seen_by(request.staff)[: queries.LISTED])
    bodies = agencies_seen_by(request.staff, Permission.RULE_ASSESS)
    mine = [body for body in bodies[:50] if policies.may_assess(request.staff, body)]
    return answer(request, "rules/stored.html", stored=found, mine=mine, version=read_rulebook().version)


@open_to(Permission.RULE_ASSESS)
def changes(request: Request) -> HttpResponse:
    """Which of the stored answers would be another one under the rulebook of today."""
    found = list(queries.assessments_seen_by(request.staff)[: queries.LISTED])
    changed = queries.changed_today(found)
    return answer(
        request, "rules/changes.html", changed=changed, number=len(found), version=read_rulebook().version
    )


@open_to(Permission.RULE_ASSESS)
def store(request: Request, agency: str) -> HttpResponse:
    """Enter the facts of one incident and one person; the answer is kept."""
    body = agency_for(request.staff, agency, Permission.RULE_ASSESS)
    policies.may_assess(request.staff, body).require()
    form = FactsForm(request.POST or None)
    if form.is_valid():
        try:
            stored = result_of(
                actions.store_assessment(body, form.record(), by=request.staff, at=request.now, key=form.key)
            )
            return say_and_go(request, _("Penilaian disimpan."), "rules:detail", stored.ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "rules/store.html", form=form, body=body)


@open_to(Permission.RULE_ASSESS)
def detail(request: Request, ref: str) -> HttpResponse:
    """One stored assessment: what the rules say today, beside what they said when it was stored."""
    stored = queries.assessment_for(request.staff, ref)
    it = assess_record(stored.facts, calendar_for(stored.agency))[1]
    changed = queries.changed_today([stored])
    crime = [f for f in (*it.findings, *it.possible) if f.rule.class_ == Class.CRIMINAL]
    return answer(
        request, "rules/detail.html", stored=stored, it=it, changed=changed[0] if changed else None,
        facts=facts_in_words(stored.facts), line=queries.line_of(it), crime=rows(crime),
        stage=origin_in_words(it.stage.origin), phase=origin_in_words(it.phase.origin), heavier=act_names(it.aggravating),
        competent=competent(it),
        findings=rows(f for f in it.findings if f not in crime),
        possible=rows(f for f in it.possible if f not in crime),
    )  # fmt: skip
