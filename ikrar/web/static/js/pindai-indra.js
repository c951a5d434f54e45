// What the officer hears and feels, and what the camera sees.
const indra = (() => {
  // Three tones that differ in height and in number, so that they are told apart without looking; then the vibration.
  const TONES = { baru: [[880, 0.12]], lagi: [[520, 0.09], [520, 0.09]], lihat: [[300, 0.16], [240, 0.22]] };
  const SHAKES = { baru: 60, lagi: [40, 60, 40], lihat: [160, 80, 160] };
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
  async function canSee() {
    return "BarcodeDetector" in self && (await BarcodeDetector.getSupportedFormats().catch(() => [])).includes("qr_code");
  }

  // Show the camera and hand over each code once in two seconds.
  async function look(video, found) {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.hidden = false;
    await video.play();
    const eye = new BarcodeDetector({ formats: ["qr_code"] });
    let last = "", until = 0;
    for (;;) {
      const [code] = await eye.detect(video).catch(() => []);
      if (code && (code.rawValue !== last || Date.now() > until)) {
        [last, until] = [code.rawValue, Date.now() + 2000];
        found(code.rawValue);
      }
      await new Promise((rest) => setTimeout(rest, 150));
    }
  }
  return { tell, canSee, look };
})();
