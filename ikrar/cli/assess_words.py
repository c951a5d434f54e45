"""What does `ikrar assess` say when a record cannot be taken? Plain Indonesian, naming line and field; no framework."""

from ikrar.core.assess import BadFacts

SENTENCES = {
    "not_json": "Baris {line} bukan JSON yang utuh.",
    "not_an_object": "Baris {line}: {field} harus berupa objek JSON.",
    "unknown_field": "Baris {line}: fakta {field} tidak dikenal.",
    "missing": "Baris {line}: {field} belum diisi.",
    "not_a_list": "Baris {line}: {field} harus berupa daftar kode.",
    "not_a_text": "Baris {line}: {field} harus berupa teks.",
    "too_long": "Baris {line}: {field} terlalu panjang.",
    "unknown_code": "Baris {line}: {field} berisi «{value}», kode itu tidak dikenal.",
    "not_a_date": "Baris {line}: {field} berisi «{value}». Tulis YYYY-MM-DD, YYYY-MM, atau YYYY.",
    "no_such_day": "Baris {line}: {field} berisi «{value}», tanggal itu tidak ada.",
    "contradicts_acts": "Baris {line}: {field} «{value}» bertentangan dengan kode perbuatan.",
    "contradicts_actor_status": "Baris {line}: {field} hanya ada bagi ASN, sedangkan status berisi «{value}».",
    "contradicts_election": "Baris {line}: {field} «{value}» tidak dipilih dalam pemilihan itu.",
    "after_election": "Baris {line}: {field} «{value}» setelah pemilihan itu berakhir.",
}
HEADINGS = {
    "yes": "memenuhi unsur menurut fakta yang dimasukkan; belum diputus",
    "possible": "mungkin; masih ada fakta yang menentukan",
    "no": "tidak ada aturan yang dibaca yang melarang",
}


def say(bad: BadFacts, line: int) -> str:
    """The sentence for a bad record on this line."""
    return SENTENCES[bad.reason].format(line=line, field=bad.field, value=bad.value)
