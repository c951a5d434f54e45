"""The five bodies of the demo: invented, shaped after the five programmes that Ikrar must run."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Branch:
    """A unit, how many people sit directly in it, and the units below."""

    name: str
    people: int
    below: tuple["Branch", ...] = ()

    @property
    def total(self) -> int:
        """Everybody in it and below."""
        return self.people + sum(b.total for b in self.below)


@dataclass(frozen=True)
class Body:
    """One body: where it stands, who answers for it, its units, and how its people are employed."""

    ref: str
    code: str
    name: str
    short: str
    kind: str
    parent: str | None
    zone: str
    region: str
    place: str
    head_title: str
    units: tuple[Branch, ...] = ()
    shares: dict[str, float] = field(
        default_factory=lambda: {"PNS": 0.6, "PPPK": 0.25, "PPPK_PW": 0.05, "NON_ASN": 0.1}
    )

    @property
    def total(self) -> int:
        """How many people work there."""
        return sum(b.total for b in self.units)


def numbered(pattern: str, count: int, people: int) -> tuple[Branch, ...]:
    """`count` sites of one kind: schools, health centres, wards."""
    return tuple(Branch(pattern.format(n), people) for n in range(1, count + 1))


def subdistrict(name: str, wards: int) -> Branch:
    """A sub-district with its wards."""
    return Branch(
        f"Kecamatan {name}", 14, tuple(Branch(f"Kelurahan {name} {n}", 6) for n in range(1, wards + 1))
    )


SUBDISTRICTS = ("Sukamaju", "Pesisir Utara", "Pesisir Selatan", "Bukit Raya", "Tanah Datar", "Muara Contoh", "Lembah Hijau",
                "Sungai Panjang")  # fmt: skip

OFFICES = (
    ("Sekretariat Daerah", 180), ("Sekretariat DPRD", 60), ("Inspektorat", 55), ("Badan Kepegawaian", 70),
    ("Badan Keuangan", 95), ("Badan Perencanaan", 65), ("Badan Kesatuan Bangsa dan Politik", 40), ("Dinas Perhubungan", 110),
    ("Dinas Pekerjaan Umum", 160), ("Dinas Sosial", 70), ("Dinas Komunikasi dan Informatika", 60),
    ("Dinas Kependudukan", 75), ("Dinas Pertanian", 140), ("Dinas Perdagangan", 80), ("Satuan Polisi Pamong Praja", 268),
    ("Rumah Sakit Umum Daerah", 994),
)  # fmt: skip

REGENCY = (
    *(Branch(name, people) for name, people in OFFICES),
    Branch(
        "Dinas Pendidikan",
        140,
        (*numbered("SD Negeri {} Contoh", 210, 18), *numbered("SMP Negeri {} Contoh", 45, 31)),
    ),
    Branch("Dinas Kesehatan", 95, numbered("Puskesmas Contoh {}", 28, 42)),
    *(subdistrict(name, 4) for name in SUBDISTRICTS),
)

BODIES: tuple[Body, ...] = (
    Body("kementerian-contoh", "KEMENCTH", "Kementerian Contoh", "Kementerian Contoh", "ministry", None, "Asia/Jakarta", "31",
         "Jakarta", "Sekretaris Jenderal"),
    Body("kanwil-contoh", "KANWILCT", "Kantor Wilayah Kementerian Contoh", "Kanwil Contoh", "regional-office",
         "kementerian-contoh", "Asia/Makassar", "64", "Contoh", "Kepala Kantor Wilayah"),
    Body("rutan-contoh", "RUTANCTH", "Rumah Tahanan Negara Kelas IIB Contoh", "Rutan Contoh", "upt", "kanwil-contoh",
         "Asia/Makassar", "64.71", "Contoh", "Kepala Rumah Tahanan",
         (Branch("Subseksi Pelayanan Tahanan", 18), Branch("Subseksi Pengelolaan", 15),
          Branch("Kesatuan Pengamanan", 4, numbered("Regu Jaga {}", 4, 12))),
         {"PNS": 0.85, "PPPK": 0.05, "PPPK_PW": 0.0, "NON_ASN": 0.1}),
    Body("prov-contoh", "PROVCNTH", "Pemerintah Provinsi Contoh", "Provinsi Contoh", "province", None, "Asia/Jakarta", "62",
         "Contoh", "Sekretaris Daerah"),
    Body("satpolpp-contoh", "SATPOLCT", "Satuan Polisi Pamong Praja Provinsi Contoh", "Satpol PP Contoh", "agency",
         "prov-contoh", "Asia/Jakarta", "62", "Contoh", "Kepala Satuan",
         (Branch("Sekretariat", 34), Branch("Bidang Ketertiban Umum", 96), Branch("Bidang Perlindungan Masyarakat", 62),
          Branch("Bidang Penegakan Peraturan Daerah", 48))),
    Body("kab-contoh", "KABCONTH", "Pemerintah Kabupaten Contoh", "Kab. Contoh", "regency", "prov-contoh", "Asia/Jakarta",
         "62.02", "Contoh", "Sekretaris Daerah", REGENCY),
    Body("kota-contoh", "KOTACNTH", "Pemerintah Kota Contoh", "Kota Contoh", "city", None, "Asia/Makassar", "64.72", "Contoh",
         "Sekretaris Daerah",
         (Branch("Sekretariat Daerah", 120), Branch("Badan Kesatuan Bangsa dan Politik", 38),
          Branch("Dinas Pendidikan", 60, numbered("SD Negeri {} Kota Contoh", 30, 14)),
          Branch("Kecamatan Contoh Barat", 16, numbered("Kelurahan Barat {}", 5, 7)),
          Branch("Kecamatan Contoh Timur", 16, numbered("Kelurahan Timur {}", 5, 7)))),
    Body("kab-hilir", "KABHILIR", "Pemerintah Kabupaten Contoh Hilir", "Kab. Contoh Hilir", "regency", None, "Asia/Jakarta",
         "16.11", "Contoh Hilir", "Sekretaris Daerah",
         (Branch("Sekretariat Daerah", 140), Branch("Inspektorat", 40), Branch("Dinas Pendidikan", 55,
          numbered("SD Negeri {} Contoh Hilir", 24, 13)), Branch("Dinas Kesehatan", 45,
          numbered("Puskesmas Hilir {}", 8, 28)))),
)  # fmt: skip


def scaled(body: Body, scale: float) -> Body:
    """The body with fewer units and people, for tests; every kind of unit stays."""
    return body if scale >= 1 else replace(body, units=_thinned(body.units, scale))


def _thinned(branches: tuple[Branch, ...], scale: float) -> tuple[Branch, ...]:
    kept = branches[: max(3, round(len(branches) * scale * 4))]
    return tuple(
        replace(b, people=min(b.people, max(2, round(b.people * scale * 10))), below=_thinned(b.below, scale))
        for b in kept
    )
