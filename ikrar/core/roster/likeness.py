"""Which of many names is meant when one was typed not quite right? Trigrams, and the spellings of Indonesian names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_NUMBERS = re.compile(r"\d+|\b[ivx]+\b")
_NOT_LETTERS = re.compile(r"[^a-z0-9 ]+")
_TITLES = re.compile(
    r"\b(?:drs?|dra|ir|prof|hj?|kh|st|se|sh|mh|mm|msi|mpd|spd|skom|ssos|sip|stp|skep|amd|ners|apt)\b\.?"
)
_SOUNDS = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"), ("ch", "h"), ("ph", "f"), ("v", "f"),
           ("th", "t"), ("dh", "d"), ("j", "i"),
    ("y", "i"), ("z", "s"), ("x", "ks"), ("q", "k"))  # fmt: skip


def name_key(name: str) -> str:
    """A name without titles, case and punctuation: what must be equal for two spellings to be one name."""
    plain = name.split(",", maxsplit=1)[0].casefold()
    return " ".join(_NOT_LETTERS.sub(" ", _TITLES.sub(" ", plain)).split())


def unit_key(name: str) -> str:
    """A unit name without case and punctuation; usual abbreviations are written out."""
    words = _NOT_LETTERS.sub(" ", name.casefold()).split()
    return " ".join(ABBREVIATIONS.get(w, w) for w in words)


ABBREVIATIONS: Mapping[str, str] = {
    "kec": "kecamatan", "kel": "kelurahan", "ds": "desa", "din": "dinas", "sekr": "sekretariat", "set": "sekretariat",
    "bid": "bidang", "bag": "bagian", "subag": "sub bagian", "subbag": "sub bagian", "subbagian": "sub bagian", "kab": "kabupaten",
    "prov": "provinsi", "pusk": "puskesmas", "pkm": "puskesmas", "sdn": "sd negeri", "smpn": "smp negeri",
    "sman": "sma negeri", "smkn": "smk negeri", "rsud": "rumah sakit umum daerah", "satpol": "satuan polisi",
    "disdik": "dinas pendidikan", "dinkes": "dinas kesehatan", "setda": "sekretariat daerah",
}  # fmt: skip


def sounds(name: str) -> str:
    """A name as it sounds: old and new spelling, doubled letters and silent h are one."""
    plain = name_key(name)
    for written, heard in _SOUNDS:
        plain = plain.replace(written, heard)
    plain = re.sub(r"(.)\1+", r"\1", plain)
    return re.sub(r"(?<=[a-z])h", "", plain)


def trigrams(text: str) -> frozenset[str]:
    """The groups of three letters of a text, its ends marked."""
    marked = f" {text} "
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of trigrams share, 0 to 1 (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


class Likeness:
    """Finds the nearest of many texts; building costs once, asking about a hundredth of comparing with all."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """`texts` are pairs of what to answer and the text to compare with."""
        self._grams: list[tuple[str, frozenset[str]]] = []
        self._numbers: list[list[str]] = []
        self._by_gram: dict[str, list[int]] = {}
        for answer, text in texts:
            grams = trigrams(text)
            for gram in grams:
                self._by_gram.setdefault(gram, []).append(len(self._grams))
            self._grams.append((answer, grams))
            self._numbers.append(_NUMBERS.findall(text))
        self._asked: dict[str, str] = {}

    def nearest(self, text: str, at_least: float = 0.6) -> str:
        """What belongs to the text most like this one, or nothing when none is at least so alike.

        A text with numbers is like another only when the numbers are equal: School 4 is not School 1.
        """
        key = f"{at_least}{text}"
        if key not in self._asked:
            self._asked[key] = self._nearest(text, at_least)
        return self._asked[key]

    def _nearest(self, text: str, at_least: float) -> str:
        grams, numbers = trigrams(text), _NUMBERS.findall(text)
        rare = sorted((g for g in grams if g in self._by_gram), key=lambda g: len(self._by_gram[g]))[:8]
        votes = Counter(at for g in rare for at in self._by_gram[g])
        best, found = at_least, ""
        for at, _ in votes.most_common(40):
            answer, others = self._grams[at]
            if (score := alike(grams, others)) >= best and (not numbers or numbers == self._numbers[at]):
                best, found = score + 1e-9, answer
        return found
