// A spoken message: held (let go to send, slide up to drop) or, after one short tap or by keyboard, with two buttons.
import { word } from "./words.js";

const TAP = 450;
const LONGEST = 60;
const UPWARD = 70;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

export const canRecord = Boolean(window.MediaRecorder && navigator.mediaDevices && navigator.mediaDevices.getUserMedia);

export class Recorder {
  /** spoken(file) with the finished recording; refused() when there is no microphone to use. */
  constructor(button, { spoken, refused }) {
    this.button = button;
    this.spoken = spoken;
    this.refused = refused;
    this.sheet = document.getElementById("recorder");
    this.latch = document.getElementById("latched");
    this.advice = document.getElementById("advice");
    const [cancel, send] = this.latch.querySelectorAll("button");
    cancel.addEventListener("click", () => this.stop(false));
    send.addEventListener("click", () => this.stop(true));
    button.addEventListener("pointerdown", (event) => this.press(event));
    button.addEventListener("pointermove", (event) => this.held && this.lean(this.from - event.clientY > UPWARD));
    button.addEventListener("pointerup", () => this.release());
    button.addEventListener("pointercancel", () => this.held && this.hold());
    button.addEventListener("click", (event) => event.detail === 0 && this.start().then(() => this.hold()));
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    addEventListener("keydown", (event) => event.key === "Escape" && this.stop(false));
    document.addEventListener("visibilitychange", () => document.hidden && this.recording && this.hold());
  }

  press(event) {
    if (event.button !== 0 || this.recording) return;
    this.button.setPointerCapture(event.pointerId);
    this.held = true;
    this.from = event.clientY;
    this.pressedAt = event.timeStamp;
    this.start();
  }

  release() {
    if (!this.held) return;
    this.held = false;
    const short = performance.now() - this.pressedAt < TAP;
    if (this.dropping) this.stop(false);
    else if (short || !this.recording) this.hold();
    else this.stop(true);
  }

  /** No finger needed from here on. */
  hold() {
    this.held = false;
    this.lean(false);
    this.latch.hidden = false;
    this.sheet.classList.add("latched");
    this.advice.textContent = word("recording");
    this.latch.lastElementChild.focus();
  }

  lean(up) {
    this.dropping = up;
    this.sheet.classList.toggle("dropping", up);
    this.advice.textContent = word(up ? "release_drop" : "release_send");
  }

  async start() {
    this.sheet.hidden = false;
    this.latch.hidden = true;
    this.sheet.classList.remove("latched");
    this.wanted = true;
    this.show(0);
    this.lean(false);
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.close();
      this.refused();
      return;
    }
    if (!this.wanted) return void this.close();
    const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each));
    this.recording = new MediaRecorder(this.stream, kind ? { mimeType: kind, audioBitsPerSecond: 24000 } : {});
    this.parts = [];
    this.recording.ondataavailable = (event) => this.parts.push(event.data);
    this.recording.start();
    const began = performance.now();
    this.clock = setInterval(() => this.show((performance.now() - began) / 1000), 200);
  }

  show(seconds) {
    document.getElementById("seconds").textContent = `${Math.floor(seconds)}″`;
    if (seconds >= LONGEST) this.stop(true);
  }

  stop(keep) {
    this.wanted = false;
    const recording = this.recording;
    if (!recording) return this.close();
    recording.onstop = () => {
      const kind = recording.mimeType.split(";")[0] || "audio/webm";
      const name = `voice.${kind === "audio/mp4" ? "m4a" : kind.split("/")[1]}`;
      if (keep && this.parts.length) this.spoken(new File(this.parts, name, { type: kind }));
    };
    recording.stop();
    this.close();
  }

  close() {
    clearInterval(this.clock);
    if (this.stream) this.stream.getTracks().forEach((track) => track.stop());
    this.recording = this.stream = undefined;
    this.held = this.dropping = false;
    this.sheet.hidden = true;
  }
}
