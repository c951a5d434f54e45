"""How do dates, times and numbers stand on official Indonesian paper?

Forms: Senin, 30 November 2026; pukul 07.31 WITA; 9.412; 96,8%; and the words of a berita acara.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
# The three legal zones by their tz database names, and by their own.
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
PLACES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_SMALL = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_GROUPS = ((10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))


def day(moment: date) -> str:
    """Senin, 30 November 2026."""
    return f"{DAYS[moment.weekday()]}, {short_day(moment)}"


def short_day(moment: date) -> str:
    """30 November 2026."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def clock(at: datetime, zone: str) -> str:
    """Pukul 07.31 WITA. `at` is aware; `zone` is WIB, WITA, WIT or its tz name. Raises ValueError for another zone."""
    return f"pukul {local(at, zone):%H.%M} {_name(zone)}"


def moment(at: datetime, zone: str) -> str:
    """Senin, 30 November 2026 pukul 07.31 WITA. As `clock`."""
    return f"{day(local(at, zone))} {clock(at, zone)}"


def local(at: datetime, zone: str) -> datetime:
    """The aware moment in this legal zone. Raises ValueError for a naive moment or another zone."""
    if at.utcoffset() is None:
        raise ValueError("a moment without zone")
    return at.astimezone(ZoneInfo(PLACES[_name(zone)]))


def _name(zone: str) -> str:
    name = ZONES.get(zone, zone)
    if name not in PLACES:
        raise ValueError(f"not a legal zone of Indonesia: {zone}")
    return name


def number(value: int) -> str:
    """9.412."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """96,8%, rounded down, so that 100,0% stands only where nobody is missing; a dash where nobody is asked."""
    if whole <= 0:
        return "–"
    tenths = part * 1000 // whole
    return f"{tenths // 10},{tenths % 10}%"


def number_words(value: int) -> str:
    """Sembilan ribu empat ratus dua belas, in lower case. Raises ValueError below zero and from one trillion on."""
    if not 0 <= value < 10**12:
        raise ValueError("a number from zero to below one trillion")
    if value < 12:
        return _SMALL[value]
    if value < 20:
        return f"{_SMALL[value - 10]} belas"
    size, name = next(group for group in _GROUPS if value >= group[0])
    many, rest = divmod(value, size)
    head = f"se{name}" if many == 1 and size <= 1000 else f"{number_words(many)} {name}"
    return f"{head} {number_words(rest)}" if rest else head


def day_words(moment: date) -> str:
    """Senin tanggal tiga puluh bulan November tahun dua ribu dua puluh enam (opening of a berita acara)."""
    return (
        f"{DAYS[moment.weekday()]} tanggal {number_words(moment.day)} bulan {MONTHS[moment.month - 1]} "
        f"tahun {number_words(moment.year)}"
    )
