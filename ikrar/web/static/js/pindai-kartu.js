// Reads a card as a scanner, a camera or a person gives it: the same rules as ikrar/core/attendance_cards.py.
const kartu = (() => {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const looks = { I: "1", L: "1", O: "0", U: "V" };
  const bytes = (text) => new TextEncoder().encode(text);
  const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
  const hash = async (label, data) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", joined(bytes(`ikrar/v1/attendance-${label}\0`), data)));

  // The 80 bytes of a token, or null.
  function token(typed) {
    if (!/^[A-Z2-7]{128}$/.test(typed)) return null;
    const out = new Uint8Array(80);
    let bits = 0, held = 0, at = 0;
    for (const letter of typed) {
      held = (held << 5) | base32.indexOf(letter);
      bits += 5;
      if (bits >= 8) { bits -= 8; out[at++] = (held >> bits) & 255; held &= (1 << bits) - 1; }
    }
    return out;
  }

  // What was typed as {code, mark, token}; null when it is no card.
  async function read(typed) {
    const text = typed.trim().toUpperCase(), whole = token(text);
    let code = text.replace(/[ .-]/g, "").replace(/[ILOU]/g, (letter) => looks[letter]);
    if (whole) code = [...(await hash("code", whole.subarray(0, 16))).subarray(0, 8)].map((byte) => letters[byte & 31]).join("");
    if (code.length !== 8 || [...code].some((letter) => !letters.includes(letter))) return null;
    return { code, mark: await hash("mark", bytes(code)), token: whole };
  }

  // Whether this installation signed the token; true as well where the browser cannot tell.
  async function isGenuine(whole, key) {
    try {
      const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
      const signed = joined(bytes("ikrar/v1/attendance-card\0"), whole.subarray(0, 16));
      return await crypto.subtle.verify("Ed25519", known, whole.subarray(16), signed);
    } catch { return true; }
  }

  const unpacked = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const packed = (data) => btoa(String.fromCharCode(...data));
  const beginning = (data, at = 0) => new DataView(data.buffer, data.byteOffset + at, 4).getUint32(0);

  // The four-byte beginnings of many marks, as a set of numbers.
  function beginnings(text) {
    const data = unpacked(text), found = new Set();
    for (let at = 0; at < data.length; at += 4) found.add(beginning(data, at));
    return found;
  }
  return { read, isGenuine, unpacked, packed, beginning, beginnings };
})();
