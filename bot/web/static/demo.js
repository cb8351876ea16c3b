// The demo page: four seats, a clock that can be turned, a guide for the first steps.
import { element, icon, label, moment, word } from "./words.js";

const at = (id) => document.getElementById(id);
const demo = JSON.parse(at("demo").textContent);
const seats = Object.fromEntries(demo.seats.map((seat) => [seat.seat, seat]));
const SHELF = "demo:done";
const done = new Set(remembered());
let current = 0;
let turning = 0; // the pause between a step that is done and the next
let began = { now: Date.parse(demo.now), read: performance.now() };

label(document);

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(SHELF)) || [];
  } catch {
    return [];
  }
}

function remember() {
  try {
    localStorage.setItem(SHELF, JSON.stringify([...done]));
  } catch {
    // no store: the ticks live as long as the page
  }
}

// --- the seats

const frame = (seat) => document.querySelector(`#seat-${CSS.escape(seat)} iframe`).contentWindow;
const narrow = matchMedia("(max-width: 47.99rem)");

function show(seat) {
  for (const node of document.querySelectorAll(".seat")) node.classList.toggle("shown", node.dataset.seat === seat);
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab.dataset.seat === seat;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen) tab.classList.remove("news");
  }
}

function light(seat) {
  show(seat);
  for (const node of document.querySelectorAll(".seat")) node.classList.toggle("lit", node.dataset.seat === seat);
  const node = at(`seat-${seat}`);
  if (!narrow.matches) node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "smooth" });
}

document.querySelector(".tabs").addEventListener("click", (event) => event.target.dataset.seat && show(event.target.dataset.seat));
document.querySelector(".tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  show(next.dataset.seat);
  next.focus();
});

addEventListener("message", (event) => {
  if (event.origin !== location.origin) return;
  const seat = demo.seats.find((each) => each.path === event.data.path);
  if (!seat) return;
  if (event.data.type === "news") {
    const tab = at(`tab-${seat.seat}`);
    if (tab.getAttribute("aria-selected") !== "true") tab.classList.add("news");
  }
  if (event.data.type === "did") happened(seat.seat, event.data);
});

// --- the guide

const matches = {
  say: (step, deed) => deed.said !== undefined && deed.said !== "",
  press: (step, deed) => deed.pressed === step.press || deed.said === step.press || /^\d{1,2}$/.test(deed.said || ""),
};

function happened(seat, deed) {
  if (turning) turnNow(); // somebody quicker than the guide
  const step = demo.steps[current];
  if (!step || step.seat !== seat || step.clock) return;
  if (matches[step.press ? "press" : "say"](step, deed)) finish(step);
}

function finish(step) {
  done.add(step.id);
  remember();
  paint();
  const place = demo.steps.indexOf(step);
  if (place < demo.steps.length - 1) turning = setTimeout(() => current === place && turnNow(), 1400);
}

function turnNow() {
  clearTimeout(turning);
  turning = 0;
  go(current + 1);
}

function go(place) {
  clearTimeout(turning);
  turning = 0;
  current = Math.max(0, Math.min(demo.steps.length - 1, place));
  paint();
  const step = demo.steps[current];
  for (const node of document.querySelectorAll(".seat")) node.classList.toggle("lit", node.dataset.seat === step.seat);
}

function deed(step) {
  const name = step.seat && seats[step.seat] ? seats[step.seat].name : "";
  if (step.clock) return word(`by_${step.clock}`);
  return step.press ? word("point_out", { label: step.press }) : word("put_in", { name });
}

function paint() {
  const step = demo.steps[current];
  at("guide").hidden = !step;
  if (!step) return;
  at("guide").classList.toggle("done", done.has(step.id));
  at("count").textContent = word("step_count", { n: current + 1, all: demo.steps.length });
  at("story").textContent = step.story || "";
  at("step").textContent = step.title;
  at("note").textContent = step.note || (step.say ? word("quoted", { text: step.say }) : "");
  at("act").textContent = deed(step);
  at("back").disabled = current === 0;
  at("on").disabled = current === demo.steps.length - 1;
}

function act() {
  const step = demo.steps[current];
  if (step.clock) return void turn(step.clock);
  light(step.seat);
  const wish = step.press ? { type: "point", label: step.press } : { type: "fill", text: step.say };
  frame(step.seat).postMessage(wish, location.origin);
}

function listSteps() {
  const list = at("list");
  list.replaceChildren();
  let story = null;
  let group = null;
  demo.steps.forEach((step, place) => {
    if (step.story !== story || !group) {
      story = step.story;
      if (story) list.append(element("h3", "", story));
      group = element("ol");
      list.append(group);
    }
    const button = element("button", place === current ? "here" : "");
    button.type = "button";
    const tick = element("span", "tick", String(place + 1));
    if (done.has(step.id)) tick.replaceChildren(icon("check"));
    button.append(tick, element("span", "", step.title), element("small", "", step.seat ? seats[step.seat].name : ""));
    button.addEventListener("click", () => {
      at("steps").close();
      go(place);
      if (step.seat) light(step.seat);
    });
    const item = element("li");
    item.append(button);
    group.append(item);
  });
}

at("act").addEventListener("click", act);
at("back").addEventListener("click", () => go(current - 1));
at("on").addEventListener("click", () => go(current + 1));
at("all").addEventListener("click", () => {
  listSteps();
  at("steps").showModal();
});
at("steps").addEventListener("click", (event) => {
  if (event.target === at("steps") || event.target.closest("header button")) at("steps").close();
});

// --- the clock

function tick() {
  const { day, time } = moment(new Date(began.now + performance.now() - began.read));
  at("now").textContent = `${day} ${time}`;
  document.querySelector(".hour").textContent = time;
}

function setClock({ now, next }) {
  began = { now: Date.parse(now), read: performance.now() };
  const due = next && moment(new Date(next));
  at("next").textContent = due ? word("next_due", { when: `${due.day} ${due.time}` }) : word("nothing_due");
  tick();
}

async function post(address, body) {
  const answer = await fetch(address, {
    method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-Requested-With": "demo" },
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function busy(work) {
  const buttons = document.querySelectorAll(".clock button, #act");
  buttons.forEach((button) => (button.disabled = true));
  try {
    await work();
  } catch {
    say(word("no_answer"));
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

const turn = (by) => busy(async () => {
  const answer = await post(demo.clock, { by });
  setClock(answer);
  say(answer.rang ? word("rang", { n: answer.rang }) : word("rang_nothing"));
  const step = demo.steps[current];
  if (step && step.clock === by) finish(step);
});

/** What the guide writes into a frame that is still going would go with it. */
const reloaded = (seat) => new Promise((resolve) => {
  document.querySelector(`#seat-${CSS.escape(seat)} iframe`).addEventListener("load", resolve, { once: true });
  frame(seat).location.reload();
});

const reset = () => busy(async () => {
  setClock(await post(demo.reset, {}));
  for (const key of Object.keys(localStorage)) if (key.startsWith("chat:") || key === SHELF) localStorage.removeItem(key);
  done.clear();
  await Promise.all(demo.seats.map((seat) => reloaded(seat.seat)));
  go(0);
  say(word("was_reset"));
});

function say(text) {
  clearTimeout(say.timer);
  at("news").textContent = text;
  at("news").hidden = false;
  say.timer = setTimeout(() => (at("news").hidden = true), 4000);
}

document.querySelector(".turn").addEventListener("click", (event) => event.target.dataset.by && turn(event.target.dataset.by));
at("reset").addEventListener("click", () => {
  const sure = at("reset").classList.toggle("sure");
  at("reset").lastElementChild.textContent = word(sure ? "reset_sure" : "reset");
  clearTimeout(reset.timer);
  if (sure) reset.timer = setTimeout(() => at("reset").classList.contains("sure") && calm(), 4000);
  else reset();
});

function calm() {
  at("reset").classList.remove("sure");
  at("reset").lastElementChild.textContent = word("reset");
}

at("watch").addEventListener("click", () => {
  const open = at("clock").classList.toggle("open");
  at("watch").setAttribute("aria-expanded", String(open));
});

setClock(demo);
setInterval(tick, 5000);
const asked = demo.steps.findIndex((step) => `#step-${step.id}` === location.hash);
const fresh = demo.steps.findIndex((step) => !done.has(step.id));
go(asked >= 0 ? asked : Math.max(0, fresh));
if (asked >= 0 && demo.steps[asked].seat) light(demo.steps[asked].seat);
