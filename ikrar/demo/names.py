"""Invented names: common given names and family names put together by chance that is handed in."""

from random import Random

GIVEN = {
    "1": """Agus Andika Arif Bagas Bambang Bayu Cahyo Dedi Dimas Edi Fajar Galih Gunawan Hadi Hendra Imam Irfan Iwan Jefri
    Joni Kadek Komang Lukman Made Mulyono Nanang Nyoman Oman Panji Putu Rahmat Rendi Rizal Rudi Samsul Slamet Sugeng Suryo
    Syahrul Taufik Teguh Tono Umar Wahyu Wawan Wayan Yanto Yoga Yusuf Zainal""".split(),
    "2": """Ayu Citra Dewi Dian Eka Endang Erna Fitri Gita Hana Indah Ika Intan Kartika Lestari Lia Lina Maya Mega Melati
    Mira Murni Nadia Ningsih Novi Nurul Nani Pipit Puji Putri Rahayu Ratna Rina Rini Ririn Sari Sinta Siti Sri Sulastri
    Susanti Tari Tika Titin Tuti Wati Widya Wulan Yanti Yuni""".split(),
}
FAMILY = """Adiputra Ahmadi Alamsyah Anggara Ardana Arifin Artana Asmara Astuti Baskara Budiman Cahyadi Darmawan Fadillah
Firmansyah Gunadi Hakim Halim Hamzah Handayani Hardiman Harahap Hidayat Ibrahim Iskandar Jayadi Kurniawan Kusnadi Laksana
Lesmana Lubis Mahendra Maulana Muliawan Nasution Natawijaya Nugraha Nurdin Pamungkas Pangestu Permana Pranata Pratama
Purnama Purwanto Ramadhan Riyanto Rosadi Saputra Sasmita Setiadi Setiawan Simatupang Sinaga Siregar Sudirja Suherman Sukarya
Sulaiman Sumarna Suryana Susilo Sutisna Syamsudin Tanjung Utama Wardana Wibawa Wicaksana Wijaya Winata Wirawan Yulianto
Zulkarnain""".split()
FRONT = ("", "", "", "", "", "", "", "Dr.", "Ir.", "Drs.", "dr.")
BACK = ("", "", "S.E.", "S.H.", "S.Pd.", "S.Sos.", "A.Md.", "S.Kom.", "M.Si.", "S.Kep.", "S.T.", "M.Pd.")


def a_name(chance: Random, sex: str) -> str:
    """An invented name of one to three words for sex "1" (man) or "2" (woman)."""
    first = chance.choice(GIVEN[sex])
    words = [first]
    if chance.random() < 0.45:
        words.append(chance.choice([n for n in GIVEN[sex] if n != first]))
    if chance.random() < 0.92:
        words.append(chance.choice(FAMILY))
    return " ".join(words)


def titles(chance: Random) -> tuple[str, str]:
    """Titles before and after the name."""
    return chance.choice(FRONT), chance.choice(BACK)
