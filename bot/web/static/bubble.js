// One message as a row of the log: who, when, what, what can be tapped, what hangs on it.
import { buttons, fill, fillNumbered } from "./text.js";
import { element, icon, moment, word } from "./words.js";

const GAP = 5 * 60 * 1000;

function safe(address) {
  const url = new URL(address, location.href);
  return ["http:", "https:", "blob:"].includes(url.protocol) ? url.href : "";
}

function photo(file, show) {
  const button = element("button", "photo");
  button.type = "button";
  const image = element("img");
  image.alt = file.name || word("photo");
  image.src = safe(file.url);
  button.append(image);
  button.addEventListener("click", () => show(image.src, image.alt));
  return button;
}

function voice(file) {
  const button = element("button", "voice");
  button.type = "button";
  const sound = new Audio();
  sound.preload = "metadata";
  sound.src = safe(file.url);
  const length = element("span", "length");
  const face = (name) => button.replaceChildren(icon(name), element("i", "wave"), length);
  const seconds = () => Number.isFinite(sound.duration) && (length.textContent = `${Math.max(1, Math.round(sound.duration))}″`);
  button.setAttribute("aria-label", word("play"));
  sound.onloadedmetadata = seconds;
  sound.onplay = () => face("pause");
  sound.onpause = () => face("play");
  sound.onended = () => face("play");
  sound.onerror = () => (length.textContent = word("no_sound"));
  face("play");
  button.addEventListener("click", () => (sound.paused ? sound.play().catch(() => undefined) : sound.pause()));
  return button;
}

function paper(file) {
  const link = element("a", "paper");
  link.href = safe(file.url);
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.append(icon("file"), element("span", "", file.name || word("file")));
  return link;
}

function attach(node, files, show) {
  const photos = files.filter((file) => file.kind === "photo" && file.url);
  if (photos.length) {
    const wall = element("div", photos.length > 1 ? "wall many" : "wall");
    wall.append(...photos.map((file) => photo(file, show)));
    node.append(wall);
  }
  for (const file of files) {
    if (photos.includes(file)) continue;
    if (!file.url) node.append(element("span", "paper", file.name || word(file.kind)));
    else node.append(file.kind === "voice" ? voice(file) : paper(file));
  }
}

function face(message) {
  const node = element("span", "face");
  node.setAttribute("aria-hidden", "true");
  if (message.from === "bot") node.append(icon("home"));
  else {
    const name = message.name || "";
    node.textContent = [...name][0] || "";
    node.dataset.tint = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % 5;
  }
  return node;
}

function content(message, desk) {
  const bubble = element("div", "bubble");
  const choices = message.choices || [];
  const press = (choice, button) => desk.press(message, choice, button);
  if (message.live) bubble.append(element("p", "living", word("live")));
  if (message.text || (desk.plain() && choices.length)) {
    const text = element("div", "text");
    if (desk.plain() && choices.length) fillNumbered(text, message, press);
    else fill(text, message.text, message.calls);
    bubble.append(text);
  }
  attach(bubble, message.files || [], desk.show);
  return bubble;
}

/** Writes the message into its row, anew each time: an edit is the same as a first sight. */
export function draw(row, message, desk) {
  const choices = message.choices || [];
  row.className = `row ${message.from}${choices.length ? " asks" : ""}${message.live ? " live" : ""}`;
  const body = element("div", "body");
  const who = element("span", message.from === "other" || (desk.group() && message.from === "bot") ? "name" : "unseen");
  who.textContent = message.from === "me" ? word("me") : message.name || desk.title();
  body.append(who);
  const bubble = content(message, desk);
  if (bubble.childNodes.length) body.append(bubble);
  if (!desk.plain() && choices.length) body.append(buttons(choices, (choice, button) => desk.press(message, choice, button)));
  if (!desk.plain() && message.from !== "me" && message.id) body.append(replyTo(message, desk));
  row.replaceChildren(...(message.from === "me" ? [] : [face(message)]), body);
}

function replyTo(message, desk) {
  const button = element("button", "reply");
  button.type = "button";
  button.title = word("reply");
  button.setAttribute("aria-label", word("reply"));
  button.append(icon("reply"));
  button.addEventListener("click", () => {
    button.closest(".row").classList.remove("open");
    desk.quote(message);
  });
  return button;
}

/** A line with day or hour between two messages that lie more than five minutes apart; null where none is due. */
export function stamp(before, at) {
  const now = moment(at);
  if (before && at - before < GAP && at >= before) return null;
  const sameDay = before && moment(before).day === now.day;
  return element("li", "stamp", sameDay ? now.time : `${now.day} ${now.time}`);
}

export function mark(row, state) {
  row.querySelectorAll(".state").forEach((node) => node.remove());
  row.classList.toggle("waiting", Boolean(state));
  if (state) row.querySelector(".body").append(element("p", "state", state));
}
