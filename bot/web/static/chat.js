// The page of one seat: joins the line, the log and the writing line.
import { draw, mark, stamp } from "./bubble.js";
import { Composer } from "./composer.js";
import { Line, freshKey } from "./line.js";
import { choose, element, label, word } from "./words.js";

const CALM = 1500; // a line that is back within this is not worth a word
const at = (id) => document.getElementById(id);
const log = at("log");
const scroll = at("scroll");
const rows = new Map(); // message id -> row
const waiting = new Map(); // key -> row
const pressed = new Map(); // message id -> choice
let greeting = { rendering: "rich", group: false, title: document.title };
let latest = null;
let unread = 0;
let follow = true;
let lastTop = 0;

label(document);

const desk = {
  plain: () => greeting.rendering === "plain",
  group: () => greeting.group,
  title: () => greeting.title,
  press(message, choice, button) {
    const key = freshKey();
    pressed.set(message.id, choice.choice);
    line.send({ type: "pressed", key, choice: choice.choice, message: message.id });
    unpoint();
    button.classList.add("going");
    button.dataset.key = key;
    if (desk.plain()) pend({ key, text: choice.label });
    repaint();
    announce("did", { pressed: choice.label });
  },
  quote: (message) => composer.quote(message),
  show(address, name) {
    const box = at("lightbox");
    Object.assign(box.querySelector("img"), { src: address, alt: name });
    box.showModal();
  },
};

const line = new Line({ hear: (frame) => (hearing[frame.type] || (() => undefined))(frame), net });
const composer = new Composer({ said, toast });

function said({ text, files, repliesTo }) {
  const frame = { type: "said", key: freshKey(), text, files: files.map((file) => file.id), replies_to: repliesTo };
  pend({ key: frame.key, text, files: files.map(({ kind, name, preview }) => ({ kind, name, url: preview || "" })) });
  line.send(frame);
  announce("did", { said: text });
}

/** My own message before the server has it. */
function pend({ key, text, files = [] }) {
  const row = element("li");
  draw(row, { from: "me", text, files }, desk);
  mark(row, word("sending"));
  waiting.set(key, row);
  log.append(row);
  toEnd();
}

const hearing = {
  hello(frame) {
    greeting = frame;
    choose(frame.lang);
    document.title = frame.title;
    document.body.dataset.rendering = frame.rendering;
    at("title").textContent = frame.title;
    at("who").textContent = frame.who || "";
    composer.among(frame.group);
    clearTimeout(hearing.settling);
    hearing.settling = setTimeout(() => log.setAttribute("aria-busy", "false"), 800);
  },
  message(frame) {
    if (frame.key && waiting.has(frame.key)) {
      line.settle(frame.key);
      hearing.ack({ key: frame.key, message: frame.id });
    }
    const old = rows.get(frame.id) || (frame.live && rows.get(frame.replaces));
    if (old) redraw(old, frame);
    else append(frame);
    if (frame.replaces && !frame.live && rows.has(frame.replaces)) rows.get(frame.replaces).classList.add("replaced");
    repaint();
    toEnd();
  },
  ack(frame) {
    log.querySelectorAll(`[data-key="${frame.key}"]`).forEach((button) => button.classList.remove("going"));
    const row = waiting.get(frame.key);
    if (!row) return;
    waiting.delete(frame.key);
    if (frame.message && rows.has(frame.message)) row.remove();
    else {
      mark(row, "");
      if (frame.message) keep(row, frame.message);
    }
  },
  toast: (frame) => toast(frame.text),
  error: (frame) => toast(frame.text, true),
  gone(frame) {
    const row = rows.get(frame.id);
    if (row) row.remove();
    rows.delete(frame.id);
  },
};

function keep(row, id) {
  rows.set(id, row);
  row.dataset.id = id;
}

function redraw(row, frame) {
  const body = row.querySelector(".bubble");
  const same = row.dataset.drawn === JSON.stringify(frame);
  keep(row, frame.id);
  if (same) return;
  row.dataset.drawn = JSON.stringify(frame);
  draw(row, frame, desk);
  if (body) row.classList.add("changed");
}

function append(frame) {
  const row = element("li");
  const when = new Date(frame.at);
  const above = stamp(latest, when);
  const end = log.querySelector(".row.waiting");
  if (above) log.insertBefore(above, end);
  latest = when;
  draw(row, frame, desk);
  row.dataset.drawn = JSON.stringify(frame);
  keep(row, frame.id);
  log.insertBefore(row, end);
  if (frame.from === "me") return;
  sights.observe(row);
  if (log.getAttribute("aria-busy") === "false") arrived();
}

function arrived() {
  announce("news", {});
  if (!follow || document.hidden) unread += 1;
  if (document.hidden) document.title = `(${unread}) ${greeting.title}`;
  at("newer").hidden = follow;
  at("newer").lastElementChild.textContent = word("newer", { n: unread });
}

/** Which questions are over, and what was pressed. The choices of a letter stand as long as its matter does. */
function repaint() {
  const asking = [...log.querySelectorAll(".row.asks")];
  const isQuestion = (row) => row.querySelector("[data-choice]")?.dataset.choice.startsWith("= ");
  asking.forEach((row, place) => row.classList.toggle("past", place < asking.length - 1 && isQuestion(row)));
  for (const [id, choice] of pressed) {
    const buttons = rows.has(id) ? rows.get(id).querySelectorAll("[data-choice]") : [];
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.choice === choice));
  }
}

function net(up) {
  clearTimeout(net.timer);
  const show = (key) => {
    at("net").hidden = !key;
    at("net").textContent = key ? word(key) : "";
    for (const row of waiting.values()) mark(row, word(key ? "waiting" : "sending"));
  };
  if (up) show("");
  else net.timer = setTimeout(() => show("reconnecting"), CALM);
}

function toast(text, alarm = false) {
  clearTimeout(toast.timer);
  at("toast").textContent = text;
  at("toast").classList.toggle("alarm", alarm);
  at("toast").hidden = false;
  toast.timer = setTimeout(() => (at("toast").hidden = true), 3000 + text.length * 60);
}

const sights = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const enough = entry.intersectionRatio >= 0.6 || entry.intersectionRect.height > entry.rootBounds.height / 2;
    if (!entry.isIntersecting || !enough || document.hidden) continue;
    line.sawMessage(entry.target.dataset.id);
    sights.unobserve(entry.target);
  }
}, { root: scroll, threshold: [0.1, 0.6, 1] });

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  document.title = greeting.title;
  for (const row of log.querySelectorAll(".row:not(.me)")) {
    sights.unobserve(row); // observing anew reports what is in sight now
    sights.observe(row);
  }
});

function toEnd(force = false) {
  if (!follow && !force) return;
  scroll.scrollTop = scroll.scrollHeight;
}

scroll.addEventListener("scroll", () => {
  const up = scroll.scrollTop < lastTop - 1; // what grows below a reader is no wish of theirs to stay behind
  lastTop = scroll.scrollTop;
  if (scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80) follow = true;
  else if (up) follow = false;
  if (!follow) return;
  unread = 0;
  at("newer").hidden = true;
}, { passive: true });
new ResizeObserver(() => toEnd()).observe(log);
new ResizeObserver(() => toEnd()).observe(scroll);
at("newer").addEventListener("click", () => toEnd(true));
log.addEventListener("click", (event) => { // where nothing hovers, a touch on the bubble brings the reply
  if (event.target.closest("button, a")) return;
  const row = event.target.closest(".row");
  for (const open of log.querySelectorAll(".row.open")) if (open !== row) open.classList.remove("open");
  if (row && event.target.closest(".bubble")) row.classList.toggle("open");
});
at("lightbox").addEventListener("click", () => at("lightbox").close());

if (window.visualViewport) {
  visualViewport.addEventListener("resize", () => {
    if (visualViewport.scale === 1) document.documentElement.style.setProperty("--tall", `${visualViewport.height}px`);
  });
}

/** Tells the demo page around this frame what happened in it. */
function announce(type, details) {
  if (parent !== window) parent.postMessage({ type, path: location.pathname, ...details }, location.origin);
}

addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.source !== parent) return;
  if (event.data.type === "fill") composer.write(event.data.text, event.data.photo);
  if (event.data.type === "point") point(event.data.label);
});

function unpoint() {
  clearTimeout(point.timer);
  for (const button of log.querySelectorAll(".hinted")) button.classList.remove("hinted");
}

/** An answer to a question that was answered, or after which another was asked. */
const passed = (button) => button.dataset.choice.startsWith("= ") && (button.closest(".row.past") || button.closest(".row").querySelector("[aria-pressed=true]"));

function point(name) {
  const open = [...log.querySelectorAll("[data-choice]")].filter((each) => each.dataset.label === name && !passed(each));
  const button = open.pop();
  if (!button) return void announce("missed", { label: name });
  button.scrollIntoView({ block: "center" });
  unpoint();
  button.classList.add("hinted");
  point.timer = setTimeout(unpoint, 4000);
}

for (const frame of line.outbox) {
  if (frame.type === "said") pend({ key: frame.key, text: frame.text, files: frame.files.map(() => ({ kind: "file", name: "" })) });
}
line.open();
