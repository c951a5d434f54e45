"""Which 256 words spell a fingerprint aloud? Short, neutral, apart by two letters; the order never changes."""

WORDS: tuple[str, ...] = tuple(
    """
    abjad acuan agenda aksara alat alur aman ambil amplop aneka angin anyam arah arang arsip asli awal
    ayun bagi bahan baja bakul balok bambu bangku bantal baris basah batu bejana belah bentuk beras
    bilik bubuk buku bulat bungkus busur butir cabut cair cakup calung cangkir catat cawan cetak cincin
    coba contoh corak cuaca dalam dandang dapur darat dasar debu denah depan dinding dorong duduk dulang
    elok endap engsel erat etalase galah gambar garam gayung gedung gelas gembok genteng getar gosok
    gudang gula gulung gunting hangat hari harum hasil hemat hidang hujan ijazah ikat imbang indah ingat
    irama isi izin jadwal jahit jalan janur jaring jawab jemput jendela jenis jernih kaca kail kaleng
    kamar kancing kantor karet kasur kawat kayu kebun kemas kendi keping kerja kertas ketik kilau kipas
    kotak kuali kuas kubus kulit kumpul lada lagu lambat lampu lancar langkah lapis laras layar lebar
    lekuk lemari lembut lentur lepas lidi lilin lingkar lipat lukis lurus mahir mangkuk manis
    meja merata mesin minum mudah mulai nama nampan nasi nyala obeng olah ombak pagar pahat paku panci
    pangkal panjang parit pasir patok pena pensil perahu pojok pondok potong prangko puncak pupuk putar
    radio ragam rakit rapat rasa rempah renda ringan rintis roda rotan ruang rupa sabar sabuk saji salin
    sambal sampul sapu sawah segar selang semai senja sepatu serbuk simpan siram sisir suling surat
    susun tabung tahap takar tali tanya tapak tarik tata tebal teduh teliti tempat tenang tepi timba
    tinta tugas tulis tungku tutup ubin uji ujung untai upaya urut usaha utuh wadah wajan waktu warna wujud
    """.split()
)
