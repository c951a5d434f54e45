"""Short public references in Crockford's alphabet: made from chance handed in, read however they were typed."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", "-": None, " ": None, ".": None})


def make_ref(chance: bytes, length: int) -> str:
    """`length` characters from at least `length` random bytes. Raises ValueError when there is too little chance."""
    if len(chance) < length:
        raise ValueError("too little chance")
    return "".join(ALPHABET[byte & 31] for byte in chance[:length])


def read_ref(typed: str) -> str:
    """The reference as stored: upper case, without separators, look-alikes read as what they look like."""
    return typed.strip().upper().translate(_READ_AS)


def grouped(ref: str, size: int = 4) -> str:
    """The reference as shown: groups joined by hyphens, for example 7K3M-9QX2."""
    return "-".join(ref[i : i + size] for i in range(0, len(ref), size))
