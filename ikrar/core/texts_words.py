"""Which 256 words spell a fingerprint aloud? Short, neutral, told apart by at least two letters; the order never changes."""

WORDS: tuple[str, ...] = tuple(
    """
    abjad acuan adon agenda ajar akad aksara alat alur aman ambil amplop ancang aneka angin anyam arah
    arang arsip asli atap awal ayun bagi bahan baja bakul balai balok bambu bangku bantal baris basah
    batas batu bejana bekal belah bentuk beras bilik bobot bubuk buku bulat busur butir cabut cadang
    cair cakup calung catat cawan cermin cetak cincin coba contoh corak cuaca daftar dalam dapur darat
    dasar debu dekat denah depan derit dorong duduk dulang edar elok embun empang emper encer endap
    engsel erat galah gambar ganti garam gayung gedung gelas gembok getar giling gosok gotong gudang
    gula gulung halus hampar hangat hari harum hasil hemat hidang hujan hulu huruf ijazah ikat imbang
    indah ingat irama iring izin jadwal jahit jalan jamu janur jarak jaring jawab jemput jenis jernih
    juru kabel kaca kail kaleng kamar kantor karet karung kasur kawat kayu kebun kemas kendi keping
    kerja kertas ketik kilau kipas kirim kotak kuali kuas kubus kulit kumpul kunci kursi lada lagu
    lambat lampu lancar lantai lapis laras latih laut layar lebar lekuk lemari lembut lentur lepas lidi
    lilin lipat loket lukis lurus mahir manis mantap masak meja merata mesin minum mudah mulai mutu nama
    nampan nasi nota nyala obeng olah ombak ongkos pagar pahat paku panci pandu papan parit pasir patok
    pena pensil perahu pita pojok pondok puncak pupuk pusat putar radio ragam rakit rapat rasa rempah
    renda ringan rintis roda rotan ruang rumah rupa sabar sabuk saji salin sambal sampul sapu sawah
    segar selang semai sendok senja sepatu serbuk setara simpan siram sisir suling sumur
    """.split()
)
