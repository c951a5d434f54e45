"""How does `ikrar due` speak? Plain Indonesian, naming the field; no framework."""

from datetime import date, datetime

from ikrar.core.clocks import BadFacts, Note, State, Unit
from ikrar.papers.formats import short_day

UNITS = {Unit.CALENDAR: "hari", Unit.WORKING: "hari kerja", Unit.HOURS: "jam"}
NOTES = {
    Note.START_DAY_NOT_COUNTED: "Hitungan dimulai pada hari berikutnya.",
    Note.READINGS_DIFFER: "Sumber berbeda tentang cara menghitung; pakai hari yang lebih awal.",
    Note.EXTENDED: "Termasuk perpanjangan paling lama.",
    Note.PAUSED: "Hari selama jeda tidak dihitung.",
    Note.CONFIGURED: "Panjangnya ditetapkan instansi sendiri.",
    Note.UNCONFIGURED: "Tetapkan panjangnya dengan --length.",
    Note.ENDS_ON_DAY_OFF: "Hari terakhir bukan hari kerja; selesaikan sebelumnya.",
    Note.NOT_DECREED: "Libur dan cuti bersama tahun itu belum ditetapkan; tanggal dapat mundur.",
    Note.ESTIMATED_DAY_OFF: "Ada hari libur yang tanggalnya masih perkiraan.",
}
STATES = {
    State.RUNNING: "berjalan",
    State.MET: "dipenuhi",
    State.LATE: "dipenuhi terlambat",
    State.LAPSED: "lewat",
    State.REACHED: "sudah berlaku",
    State.STOPPED: "tertunda",
    State.UNSURE: "belum pasti, bacaan sumber berbeda",
    State.UNCONFIGURED: "belum ditetapkan",
}
CONFIDENCES = {
    "text": "teks peraturan dibaca",
    "secondary": "dari sumber kedua",
    "memory": "dari ingatan, belum diperiksa",
    "unsettled": "belum tuntas",
}
FIELDS = {
    "clock": "Kode tenggat",
    "started": "--from",
    "stopped": "--stopped",
    "pauses": "--pause",
    "extension": "--extended",
    "configured": "--length",
    "as_of": "--as-of",
    "known_on": "--known-on",
    "local": "--local",
}
PROBLEMS = {
    "clock.unknown": "{field} «{value}» tidak dikenal. Lihat daftarnya: ikrar due --list",
    "clock.not_a_day": "{field}: «{value}» bukan tanggal. Tulis YYYY-MM-DD, atau YYYY-MM-DDTHH:MM.",
    "clock.no_such_day": "{field}: tanggal «{value}» tidak ada.",
    "clock.not_a_pause": "{field}: tulis jeda sebagai YYYY-MM-DD..YYYY-MM-DD, bukan «{value}».",
    "clock.local_row": "{field}: {value} tidak dapat dipakai.",
    "clock.time_needed": "{field}: tenggat dalam jam memerlukan pukul. Tulis YYYY-MM-DDTHH:MM.",
    "clock.stopped_before_start": "{field}: hari selesai lebih awal daripada hari mulai.",
    "clock.no_pause": "{field}: sumber tidak mengenal jeda untuk tenggat ini.",
    "clock.no_pause_in_hours": "{field}: tenggat dalam jam tidak dapat dijeda.",
    "clock.no_extension": "{field}: sumber tidak mengenal perpanjangan untuk tenggat ini.",
    "clock.extension_too_long": "{field}: perpanjangan lebih lama daripada yang dibolehkan.",
    "clock.length_is_law": "{field}: panjang tenggat ini sudah ditetapkan peraturan.",
    "clock.not_yet_law": "{field}: pada hari itu aturannya belum berlaku.",
    "clock.no_longer_law": "{field}: pada hari itu aturannya tidak berlaku lagi.",
    "days.pause_ends_before_it_starts": "{field}: jeda berakhir sebelum dimulai.",
    "days.year_out_of_reach": "{field}: tahun harus antara 1990 dan 2100.",
    "days.span_out_of_reach": "{field}: panjangnya paling sedikit 1 dan paling banyak 10.000.",
    "days.zone_missing": "{field}: pukul itu belum disertai zona waktu.",
}


def say(bad: BadFacts, value: str = "") -> str:
    """The sentence for input that cannot be taken; `value` is what was written."""
    return PROBLEMS[bad.reason].format(field=FIELDS[bad.field], value=value)


def tell_day(day: date | datetime) -> str:
    """4 Desember 2023; a moment also tells its hour and zone."""
    return f"{short_day(day)} pukul {day:%H.%M} {day.tzname()}" if isinstance(day, datetime) else short_day(day)
