// The writing line: text, photos, files, voice. A draft outlives a reload.
import { Recorder, canRecord } from "./recorder.js";
import { Tray, upload } from "./tray.js";
import { icon, word } from "./words.js";

const at = (id) => document.getElementById(id);
const fine = matchMedia("(hover: hover) and (pointer: fine)");

export class Composer {
  /** said({text, files, repliesTo}) for a finished message; toast(text) for a short word to the writer. */
  constructor({ said, toast }) {
    this.said = said;
    this.toast = toast;
    this.shelf = `chat:${location.pathname}:draft`;
    this.text = at("text");
    this.tray = new Tray(at("tray"), () => this.changed());
    this.quoted = null;
    this.listen();
    this.restore();
    if (canRecord) this.offerVoice();
  }

  listen() {
    at("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    this.text.addEventListener("input", () => this.changed());
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.finish();
    });
    at("send").addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays open
    at("more").addEventListener("click", () => this.openPanel(at("panel").hidden));
    this.text.addEventListener("focus", () => this.openPanel(false));
    at("address").addEventListener("click", () => this.address());
    at("quote").lastElementChild.addEventListener("click", () => this.quote(null));
    for (const input of at("panel").querySelectorAll("input")) input.addEventListener("change", () => this.chosen(input));
    addEventListener("paste", (event) => this.bring(event, event.clipboardData));
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("dragenter", () => document.body.classList.add("dropping"));
    addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("dropping"));
    addEventListener("drop", (event) => {
      document.body.classList.remove("dropping");
      this.bring(event, event.dataTransfer);
    });
  }

  bring(event, carrier) {
    const files = carrier ? [...carrier.files] : [];
    if (event.type === "drop" || files.length) event.preventDefault();
    if (files.length) this.tray.add(files);
  }

  chosen(input) {
    this.tray.add([...input.files]);
    input.value = "";
    this.openPanel(false);
  }

  openPanel(open) {
    at("panel").hidden = !open;
    at("more").setAttribute("aria-expanded", String(open));
  }

  offerVoice() {
    at("mode").hidden = false;
    at("mode").addEventListener("click", () => this.speak(at("hold").hidden));
    new Recorder(at("hold"), { spoken: (file) => this.spoken(file), refused: () => this.toast(word("no_microphone")) });
  }

  speak(on) {
    at("hold").hidden = !on;
    this.text.hidden = on;
    at("mode").replaceChildren(icon(on ? "keyboard" : "voice"));
    at("mode").setAttribute("aria-label", word(on ? "keyboard" : "voice"));
    (on ? at("hold") : this.text).focus();
  }

  async spoken(file) {
    try {
      const stored = await upload(file);
      stored.preview = URL.createObjectURL(file);
      this.said({ text: "", files: [stored], repliesTo: this.takeQuote() });
    } catch {
      this.tray.add([file]); // stays in sight, to be tried again
    }
  }

  quote(message) {
    this.quoted = message;
    at("quote").hidden = !message;
    at("quote").firstElementChild.textContent = message ? word("replying", { text: (message.text || "").split("\n")[0] }) : "";
    if (message) this.text.focus();
  }

  /** Among neighbours: how the bot is spoken to, and that it hears nothing else. */
  among(neighbours) {
    at("hint").hidden = !neighbours;
    this.text.placeholder = word(neighbours ? "group_write" : "write");
  }

  address() {
    const name = `${word("group_address")} `;
    if (!this.text.value.startsWith(name)) this.text.value = name + this.text.value;
    this.changed();
    this.text.focus();
  }

  takeQuote() {
    const id = this.quoted ? this.quoted.id : null;
    this.quote(null);
    return id;
  }

  finish() {
    const text = this.text.value.trim();
    if (this.tray.busy) return void this.toast(word("uploading"));
    if (this.tray.failed) return void this.toast(word("upload_failed"));
    const files = this.tray.ready;
    if (!text && !files.length) return;
    this.text.value = "";
    this.tray.empty();
    this.said({ text, files, repliesTo: this.takeQuote() });
    this.changed();
  }

  changed() {
    const full = Boolean(this.text.value.trim() || this.tray.items.length);
    at("send").hidden = !full;
    at("more").hidden = full && !fine.matches && Boolean(this.text.value.trim());
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
    this.keep();
  }

  keep() {
    const files = this.tray.ready.map(({ id, kind, name }) => ({ id, kind, name }));
    try {
      localStorage.setItem(this.shelf, JSON.stringify({ text: this.text.value, files }));
    } catch {
      // no store: the draft lives as long as the page
    }
  }

  restore() {
    let draft = {};
    try {
      draft = JSON.parse(localStorage.getItem(this.shelf)) || {};
    } catch {
      // no store
    }
    this.text.value = draft.text || "";
    this.tray.restore(draft.files || []);
    this.changed();
  }

  /** Words put in from outside (the demo's guide), a photo of that address with them; the person sends them. */
  write(text, photo = "") {
    if (photo) fetch(photo).then((answer) => answer.blob()).then((blob) => this.tray.add([new File([blob], "photo.png", { type: blob.type })]));
    if (!at("hold").hidden) this.speak(false);
    this.text.value = text;
    this.changed();
    this.text.focus();
    at("composer").classList.add("hinted");
    setTimeout(() => at("composer").classList.remove("hinted"), 1600);
  }
}
