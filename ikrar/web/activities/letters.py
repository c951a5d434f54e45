"""The letters of an activity, drafted from its record: invitation, notula, report, press release, minutes.

Elements: PerANRI 5/2021 and Permendagri 1/2023 as told in the study of correspondence; confidence: memory. A letter
is Indonesian whatever language the page has. What the record does not hold is left out, never invented.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from ikrar.core.activities import Part, Stage
from ikrar.core.letters import Annex, Body, Kind, Named, Table
from ikrar.core.letters_stages import Nature
from ikrar.domain.letters.actions import Draft
from ikrar.domain.programme.models import Activity, ActivityRole, ActivitySession
from ikrar.domain.programme.queries.activities import (
    lines_of,
    people_in_parts,
    questions_of,
    sessions_of,
    speakers_of,
)
from ikrar.domain.programme.queries.activities_invited import invited_units
from ikrar.domain.programme.queries.activities_reach import Reach, reach_of
from ikrar.domain.programme.queries.documentation import photos_of
from ikrar.web.templatetags.ikrar import angka, pukul, tanggal
from ikrar.words import say

KINDS = (Kind.INVITATION, Kind.NOTULA, Kind.REPORT, Kind.PRESS, Kind.MINUTES)
LONGEST_SUBJECT = 200
UNITS_AT_MOST = 20  # addressed one by one; more are told as "all"
Facts = tuple[tuple[str, str], ...]


def draft_of(activity: Activity, kind: Kind) -> Draft:
    """The draft of a letter about an activity. Raises KeyError for a kind that is not drafted from one."""
    makers: dict[Kind, Callable[[Activity], Draft]] = {
        Kind.INVITATION: _invitation, Kind.NOTULA: _notula, Kind.REPORT: _report, Kind.PRESS: _press,
        Kind.MINUTES: _minutes,
    }  # fmt: skip
    with translation.override("id"):
        return makers[kind](activity)


def _draft(
    activity: Activity,
    kind: Kind,
    subject: str,
    body: Body,
    to: tuple[str, ...] = (),
    nature: str = Nature.ORDINARY,
) -> Draft:
    return Draft(kind, subject[:LONGEST_SUBJECT], body, to=to, about=activity.subject_ref, nature=nature)


def _invitation(activity: Activity) -> Draft:
    basis = _("Berdasarkan %(basis)s, kami") % {"basis": activity.basis} if activity.basis else _("Kami")
    opening = _("%(we)s mengundang Saudara untuk hadir pada kegiatan berikut.") % {"we": basis}
    agenda = tuple(f"{n}. {line}" for n, line in enumerate(lines_of(activity.agenda), 1))
    told = [_("Susunan acara:"), *agenda] if agenda else []
    if activity.link:
        told.append(_("Tautan rapat video: %(link)s") % {"link": activity.link})
    body = Body(
        opening=opening, facts=_facts(activity), paragraphs=tuple(told), annexes=_sessions_annex(activity),
        closing=_("Atas perhatian dan kehadiran Saudara, kami sampaikan terima kasih."),
    )  # fmt: skip
    subject = _("Undangan %(name)s") % {"name": activity.name}
    return _draft(activity, Kind.INVITATION, subject, body, to=_invited(activity), nature=Nature.IMPORTANT)


def _invited(activity: Activity) -> tuple[str, ...]:
    units = [] if activity.is_open else invited_units(activity)
    everybody = _("Seluruh pegawai %(name)s") % {"name": activity.agency.name}
    if 0 < len(units) <= UNITS_AT_MOST:
        named = [_("Kepala %(unit)s") % {"unit": unit.name} for unit in units]
    else:
        named = [_("Para kepala unit yang diundang")] if units else [everybody]
    return (*named, *lines_of(activity.outside))


def _notula(activity: Activity) -> Draft:
    reach = reach_of(activity)
    talks = (_talk(s.name, s.institution, s.title, s.summary) for s in speakers_of(activity))
    asked = (_question(q.asked_as, q.question, q.answer) for q in questions_of(activity))
    body = Body(
        facts=(*_facts(activity), *_attended(reach)), people=_people(activity),
        paragraphs=(*_agenda(activity), *talks, *asked, *_paragraphs(activity.guidance, _("Arahan:"))),
        dictum=tuple(lines_of(activity.results)),
        closing=_("Notula ini disusun dari catatan kegiatan."),
    )  # fmt: skip
    return _draft(activity, Kind.NOTULA, _("Notula %(name)s") % {"name": activity.name}, body)


def _report(activity: Activity) -> Draft:
    reach = reach_of(activity)
    carried = _("Kegiatan dilaksanakan di %(place)s dengan susunan acara berikut.") % {"place": activity.place}
    talks = (_talk(s.name, s.institution, s.title, "") for s in speakers_of(activity))
    results = tuple(f"{n}. {line}" for n, line in enumerate(lines_of(activity.results), 1))
    body = Body(
        opening=_("Bersama ini kami laporkan pelaksanaan %(name)s.") % {"name": activity.name},
        basis=(activity.basis,) if activity.basis else (),
        facts=(*_facts(activity), *_attended(reach)),
        paragraphs=(
            *_paragraphs(activity.purpose, _("Tujuan:")), carried, *_agenda(activity), *talks,
            *_paragraphs(activity.guidance, _("Arahan:")), *((_("Hasil:"), *results) if results else ()),
            *_paragraphs(activity.obstacles, _("Kendala:")), _kinds_apart(),
        ),
        table=_by_unit(reach), annexes=(*_sessions_annex(activity), *_photos_annex(activity)),
        closing=_("Demikian laporan ini kami sampaikan."),
    )  # fmt: skip
    to = (activity.agency.responsible_title or _("Pimpinan %(name)s") % {"name": activity.agency.name},)
    return _draft(activity, Kind.REPORT, _("Laporan %(name)s") % {"name": activity.name}, body, to=to)


def _press(activity: Activity) -> Draft:
    first = sessions_of(activity)[0]
    values = {
        "place": activity.agency.place or activity.place, "day": tanggal(first.starts_at, activity.agency.zone),
        "body": activity.agency.name, "name": activity.name, "venue": activity.place,
    }  # fmt: skip
    if activity.stage == Stage.HELD:
        lead = _("%(place)s, %(day)s. %(body)s telah melaksanakan %(name)s di %(venue)s.") % values
    else:
        lead = _("%(place)s. %(body)s akan melaksanakan %(name)s pada %(day)s di %(venue)s.") % values
    reach = reach_of(activity)
    attended = _("Kegiatan ini diikuti %(n)s orang.") % {"n": angka(reach.present)} if reach.present else ""
    speakers = [_("%(name)s dari %(home)s") % {"name": s.name, "home": s.institution} for s in speakers_of(activity)]  # fmt: skip
    spoke = _("Narasumber: %(names)s.") % {"names": "; ".join(speakers)} if speakers else ""
    guide = next((p for p in people_in_parts(activity) if p.role == Part.GUIDE), None)
    quotes = ((f"{guide.name}, {guide.office}".rstrip(", "), activity.guidance),) if guide and activity.guidance else ()  # fmt: skip
    contact = activity.agency.phone
    body = Body(
        opening=lead, paragraphs=tuple(p for p in (attended, spoke, *lines_of(activity.results)) if p) or (lead,),
        quotes=quotes, facts=((_("Narahubung"), contact),) if contact else (),
        closing=_("Pegawai tetap memiliki hak pilih dan menggunakannya di bilik suara."),
    )  # fmt: skip
    return _draft(activity, Kind.PRESS, activity.name, body)


def _minutes(activity: Activity) -> Draft:
    first, zone = sessions_of(activity)[0], activity.agency.zone
    values = {
        "day": tanggal(first.starts_at, zone), "time": pukul(first.starts_at, zone), "place": activity.place,
        "name": activity.name,
    }  # fmt: skip
    opening = _("Pada %(day)s pukul %(time)s di %(place)s telah dilaksanakan %(name)s.") % values
    body = Body(
        opening=opening, people=_people(activity), facts=_attended(reach_of(activity)),
        paragraphs=tuple(lines_of(activity.results)) or tuple(_agenda(activity)) or (opening,),
        closing=_("Demikian berita acara ini dibuat dengan sebenarnya."),
    )  # fmt: skip
    return _draft(activity, Kind.MINUTES, _("Berita acara %(name)s") % {"name": activity.name}, body)


def _facts(activity: Activity) -> Facts:
    """Day, time, place and event: of the first session; several stand in the annex."""
    sessions, zone = sessions_of(activity), activity.agency.zone
    when = [(_("Hari, tanggal"), tanggal(sessions[0].starts_at, zone)), (_("Waktu"), _hours(sessions[0], zone))]
    if len(sessions) > 1:
        when.append((_("Sesi"), _("%(n)s sesi, lihat lampiran") % {"n": len(sessions)}))
    organiser = [(_("Penyelenggara"), activity.organiser)] if activity.organiser else []
    return (*when, (_("Tempat"), activity.place), (_("Acara"), activity.name), *organiser)


def _hours(session: ActivitySession, zone: str) -> str:
    """07.30 to 09.00 WITA; with the day of its end where that is another one."""
    begin, end = pukul(session.starts_at, zone).split()[0], pukul(session.ends_at, zone)
    if session.ends_at - session.starts_at >= timedelta(hours=12):
        end = f"{end}, {tanggal(session.ends_at, zone)}"
    return _("pukul %(begin)s sampai %(end)s") % {"begin": begin, "end": end}


def _attended(reach: Reach) -> Facts:
    """Persons by kind, and apart from them the offices represented; nothing where nobody was recorded."""
    if not reach.present:
        return ()
    counted = [
        (_("ASN hadir"), reach.asn), (_("Non-ASN hadir"), reach.non_asn), (_("Tamu"), reach.guests),
        (_("Unit dan lembaga terwakili"), reach.offices),
    ]  # fmt: skip
    return tuple((label, angka(number)) for label, number in counted)


def _kinds_apart() -> str:
    return _("Yang terjangkau adalah orang yang hadir. Unit dan lembaga hanya terwakili.")


def _by_unit(reach: Reach) -> Table | None:
    if not reach.by_unit:
        return None
    head = (_("Unit"), _("ASN"), _("Non-ASN"))
    return Table(head, tuple((r.unit.name, angka(r.asn), angka(r.non_asn)) for r in reach.by_unit))


def _people(activity: Activity) -> tuple[Named, ...]:
    parts = [_named(role) for role in people_in_parts(activity)]
    speakers = [Named(s.name, position=s.institution, role=_("Narasumber")) for s in speakers_of(activity)]
    return (*parts, *speakers)


def _named(role: ActivityRole) -> Named:
    elected = _("pejabat terpilih, bukan ASN") if role.is_elected else ""
    position = ", ".join(part for part in (role.office, elected) if part)
    return Named(role.name, position=position, role=say(f"activity.part.{role.role}"))


def _agenda(activity: Activity) -> tuple[str, ...]:
    return tuple(f"{n}. {line}" for n, line in enumerate(lines_of(activity.agenda), 1))


def _talk(name: str, home: str, title: str, summary: str) -> str:
    about = _(" tentang %(title)s") % {"title": title} if title else ""
    told = f" {' '.join(summary.split())}" if summary else ""
    return _("%(name)s dari %(home)s berbicara%(about)s.") % {"name": name, "home": home, "about": about} + told


def _question(asked_as: str, question: str, answer: str) -> str:
    who = asked_as or _("Peserta")
    replied = answer or _("belum dijawab")
    return _("%(who)s bertanya: %(question)s Jawaban: %(answer)s") % {
        "who": who, "question": question, "answer": replied,
    }  # fmt: skip


def _paragraphs(text: str, label: str) -> tuple[str, ...]:
    lines = lines_of(text)
    return (f"{label} {lines[0]}", *lines[1:]) if lines else ()


def _sessions_annex(activity: Activity) -> tuple[Annex, ...]:
    sessions, zone = sessions_of(activity), activity.agency.zone
    if len(sessions) < 2:
        return ()
    rows = tuple((s.name or str(n), tanggal(s.starts_at, zone), _hours(s, zone)) for n, s in enumerate(sessions, 1))  # fmt: skip
    return (Annex(_("Daftar sesi"), table=Table((_("Sesi"), _("Hari, tanggal"), _("Waktu")), rows)),)


def _photos_annex(activity: Activity) -> tuple[Annex, ...]:
    told = tuple(p.caption for p in photos_of(activity) if p.caption)
    return (Annex(_("Dokumentasi foto"), paragraphs=told),) if told else ()
