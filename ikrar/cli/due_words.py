"""How does `ikrar due` speak? Plain Indonesian, naming the field; no framework."""

from datetime import date, datetime

from ikrar.core.clocks import Note, State
from ikrar.core.clocks_table import Confidence, Unit
from ikrar.core.verdicts import Problem
from ikrar.papers.formats import short_day

UNITS = {Unit.DAYS: "hari", Unit.WORKING_DAYS: "hari kerja", Unit.HOURS: "jam"}
NOTES = {
    Note.NEXT_DAY: "Hitungan dimulai pada hari berikutnya.",
    Note.NOT_YET_DECREED: "Libur dan cuti bersama tahun itu belum ditetapkan; tanggal dapat mundur.",
    Note.ESTIMATED: "Ada hari libur yang tanggalnya masih perkiraan.",
    Note.ENDS_ON_DAY_OFF: "Hari itu bukan hari kerja; selesaikan sebelumnya.",
    Note.UNIT_DISPUTED: "Sumber berbeda tentang hari kalender atau hari kerja; pakai yang lebih awal.",
    Note.EXTENSION_UNSETTLED: "Awal hitungan perpanjangan belum jelas dalam sumber; pakai yang lebih awal.",
    Note.HOUR_UNKNOWN: "Jam mulai tidak disebut; dihitung dari pukul 00.00.",
    Note.SET_BY_BODY: "Panjangnya ditetapkan instansi sendiri.",
}
STATES = {
    State.RUNNING: "berjalan",
    State.PAUSED: "terhenti sementara",
    State.STOPPED: "selesai",
    State.LAPSED: "lewat",
    State.UNSET: "belum ditetapkan",
}
CONFIDENCES = {
    Confidence.TEXT: "teks peraturan dibaca",
    Confidence.SECONDARY: "dari sumber kedua",
    Confidence.MEMORY: "dari ingatan, belum diperiksa",
    Confidence.UNSETTLED: "belum tuntas",
}
PROBLEMS = {
    "clock.unknown": "Tenggat «{clock}» tidak dikenal. Lihat daftarnya: ikrar due --list",
    "clock.not_a_day": "{field}: «{value}» bukan tanggal. Tulis YYYY-MM-DD, atau YYYY-MM-DDTHH:MM.",
    "clock.no_such_day": "{field}: tanggal «{value}» tidak ada.",
    "clock.length_fixed": "{field}: panjang tenggat {clock} sudah ditetapkan {article}.",
    "clock.negative_length": "{field}: panjang tenggat tidak boleh kurang dari 0.",
    "clock.no_pause": "{field}: sumber tidak mengenal jeda untuk {clock}.",
    "clock.no_pause_in_hours": "{field}: tenggat dalam jam tidak dapat dijeda.",
    "clock.no_extension": "{field}: sumber tidak mengenal perpanjangan untuk {clock}.",
    "clock.stopped_before_start": "{field}: selesai {stopped}, padahal baru mulai {started}.",
    "clock.not_a_pause": "{field}: tulis jeda sebagai YYYY-MM-DD..YYYY-MM-DD, bukan «{value}».",
    "days.pause_ends_before_it_starts": "{field}: jeda berakhir sebelum dimulai.",
    "days.year_out_of_reach": "{field}: tahun harus antara 1990 dan 2100.",
    "days.span_out_of_reach": "{field}: panjangnya paling banyak 10.000 hari.",
    "clock.local_row": "{field}: baris {row}, kolom {column} tidak dapat dipakai.",
}


def say(problem: Problem) -> str:
    """The sentence for input that cannot be taken."""
    return PROBLEMS[problem.reason].format(field=problem.field, **problem.values)


def tell_day(day: date | datetime) -> str:
    """4 Desember 2023, with the clock time and zone for a moment."""
    told = short_day(day)
    return f"{told} pukul {day:%H.%M} {day.tzname()}" if isinstance(day, datetime) else told
