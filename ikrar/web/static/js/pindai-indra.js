// What the officer hears and feels, and what the camera sees.
const indra = (() => {
  // Three tones that differ in height and in number, so that they are told apart without looking; then the vibration.
  const TONES = { baru: [[880, 0.12]], lagi: [[520, 0.09], [520, 0.09]], lihat: [[300, 0.16], [240, 0.22]] };
  const SHAKES = { baru: 60, lagi: [40, 60, 40], lihat: [160, 80, 160] };
  const WIDEST = 800; // pixels of a frame that is read: more is slower on old phones and reads no more cards
  let sound;

  function tell(kind) {
    navigator.vibrate?.(SHAKES[kind]);
    try {
      sound ??= new AudioContext();
      sound.resume();
      let at = sound.currentTime;
      for (const [height, length] of TONES[kind]) {
        const tone = sound.createOscillator(), loud = sound.createGain();
        tone.frequency.value = height;
        loud.gain.value = 0.2;
        tone.connect(loud).connect(sound.destination);
        tone.start(at);
        tone.stop(at + length);
        at += length + 0.05;
      }
    } catch { /* a device without sound still shows and shakes */ }
  }

  // Whether this browser reads QR codes by itself.
  async function isNative() {
    return "BarcodeDetector" in self && (await BarcodeDetector.getSupportedFormats().catch(() => [])).includes("qr_code");
  }

  // The files that reading takes: none where the browser can, ZXing where it cannot; null where nothing helps.
  async function files(words) {
    if (!navigator.mediaDevices?.getUserMedia) return null;
    if (await isNative()) return [];
    return "WebAssembly" in self ? [words.baca, words.wasm] : null;
  }

  async function eye(words) {
    if (await isNative()) {
      const own = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await own.detect(video))[0]?.rawValue;
    }
    await new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: words.baca, onload: resolve, onerror: reject });
      document.head.append(script);
    });
    await ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => words.wasm }, fireImmediately: true });
    const paper = document.createElement("canvas"), pen = paper.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      const shrink = Math.min(1, WIDEST / video.videoWidth);
      [paper.width, paper.height] = [video.videoWidth * shrink, video.videoHeight * shrink];
      pen.drawImage(video, 0, 0, paper.width, paper.height);
      const seen = pen.getImageData(0, 0, paper.width, paper.height);
      return (await ZXingWASM.readBarcodes(seen, { formats: ["QRCode"], maxNumberOfSymbols: 1 }))[0]?.text;
    };
  }

  // Show the camera and hand over each code once in two seconds.
  async function look(video, words, found) {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.hidden = false;
    await video.play();
    const read = await eye(words);
    let last = "", until = 0;
    for (;;) {
      const code = await read(video).catch(() => "");
      if (code && (code !== last || Date.now() > until)) {
        [last, until] = [code, Date.now() + 2000];
        found(code);
      }
      await new Promise((rest) => setTimeout(rest, 150));
    }
  }
  return { tell, files, look };
})();
