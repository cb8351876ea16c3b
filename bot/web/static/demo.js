// The demo page: seats beside each other, a clock that can be turned, a guide for the first steps.
import { element, icon, label, moment, word } from "./words.js";

const at = (id) => document.getElementById(id);
const demo = JSON.parse(at("demo").textContent);
const seats = Object.fromEntries(demo.seats.map((seat) => [seat.seat, seat]));
const SHELF = "demo:done";
const done = new Set(remembered());
let current = 0;
let over = false; // the step was done just now: the guide says where to look
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

const marks = document.querySelectorAll(".tabs button, .switch button"); // what leads to a phone
const inSight = (seat) => at(`seat-${seat}`).offsetParent !== null;

/** Where one phone is in sight at a time, this one; of those who share a place, this one. */
function show(seat) {
  for (const node of document.querySelectorAll(".seat")) node.classList.toggle("shown", node.dataset.seat === seat);
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab.dataset.seat === seat;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  putUp(seat);
}

function putUp(seat) {
  const place = at(`seat-${seat}`).closest(".shared");
  if (place) for (const node of place.querySelectorAll(".seat")) node.classList.toggle("up", node.dataset.seat === seat);
  for (const mark of marks) if (inSight(mark.dataset.seat)) mark.classList.remove("news");
}

function reveal(seat) {
  putUp(seat);
  if (!narrow.matches) at(`seat-${seat}`).scrollIntoView({ block: "nearest", inline: "nearest", behavior: "smooth" });
}

for (const mark of marks) {
  mark.addEventListener("click", () => {
    show(mark.dataset.seat);
    const pressed = mark.closest(".switch") && document.querySelector(`#seat-${CSS.escape(mark.dataset.seat)} .switch [aria-pressed=true]`);
    if (pressed) pressed.focus();
  });
}

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
  if (event.data.type === "news" && !inSight(seat.seat)) {
    for (const mark of marks) if (mark.dataset.seat === seat.seat) mark.classList.add("news");
  }
  if (event.data.type === "did") happened(seat.seat, event.data);
  if (event.data.type === "missed") past(word("not_here", { label: event.data.label }));
});

// --- the guide

const matches = {
  say: (step, deed) => deed.said !== undefined && deed.said !== "",
  press: (step, deed) => deed.pressed === step.press || deed.said === step.press || /^\d{1,2}$/.test(deed.said || ""),
};
const place = (id) => demo.steps.findIndex((step) => step.id === id);

function happened(seat, deed) {
  if (over) turnNow(); // somebody quicker than the guide
  const step = demo.steps[current];
  if (step.seat !== seat || step.clock) return;
  if (matches[step.press ? "press" : "say"](step, deed)) finish(step);
}

/** The step is done: where to look now. The visitor goes on when they have seen it, or by doing the next. */
function finish(step) {
  done.add(step.id);
  over = true;
  remember();
  if (step.clock) show(step.see[0]);
  for (const seat of step.see) reveal(seat);
  paint();
}

/** Here is nothing to be done any more: the guide says why and goes on. */
function past(words) {
  over = true;
  paint(words);
}

const turnNow = () => go(current + 1);

/** To this step; `words` say why, where it was not asked for. */
function go(to, words = "") {
  over = false;
  current = Math.max(0, Math.min(demo.steps.length - 1, to));
  const step = demo.steps[current];
  if (step.seat) show(step.seat);
  paint(words);
}

function deed(step) {
  if (over) return word(current < demo.steps.length - 1 ? "step_next" : "all_steps");
  if (step.clock) return word(`by_${step.clock}`);
  return step.press ? word("point_out", { label: step.press }) : word("put_in", { name: seats[step.seat].name });
}

function paint(words = "") {
  const step = demo.steps[current];
  at("guide").classList.toggle("done", done.has(step.id));
  at("count").textContent = word("step_count", { n: current + 1, all: demo.steps.length });
  at("story").textContent = step.story;
  at("step").textContent = step.title;
  at("note").textContent = words || (over ? step.look : step.note || (step.say ? word("quoted", { text: step.say }) : ""));
  at("act").textContent = deed(step);
  at("back").disabled = current === 0;
  at("on").disabled = current === demo.steps.length - 1;
  const lit = over ? step.see : [step.seat];
  for (const node of document.querySelectorAll(".seat")) node.classList.toggle("lit", lit.includes(node.dataset.seat));
}

/** The first step that must have been done for this one to have something to show. */
function owed(step) {
  const before = step.after && demo.steps[place(step.after)];
  return before && (owed(before) || (!done.has(before.id) && before));
}

function act() {
  const step = demo.steps[current];
  if (over) return void (current < demo.steps.length - 1 ? turnNow() : openSteps());
  if (step.once && done.has(step.id)) return void past(word("walked"));
  const first = owed(step);
  if (first) return void go(place(first.id), word("first_this", { n: current + 1 }));
  if (step.clock) return void turn(step.clock);
  show(step.seat);
  reveal(step.seat);
  const wish = step.press ? { type: "point", label: step.press } : { type: "fill", text: step.say, photo: step.photo ? demo.photo : "" };
  frame(step.seat).postMessage(wish, location.origin);
}

function listSteps() {
  const list = at("list");
  list.replaceChildren();
  let story = null;
  let group = null;
  demo.steps.forEach((step, n) => {
    if (step.story !== story || !group) {
      story = step.story;
      if (story) list.append(element("h3", "", story));
      group = element("ol");
      list.append(group);
    }
    const button = element("button", n === current ? "here" : "");
    button.type = "button";
    const tick = element("span", "tick", String(n + 1));
    if (done.has(step.id)) tick.replaceChildren(icon("check"));
    button.append(tick, element("span", "", step.title), element("small", "", step.seat ? seats[step.seat].name : ""));
    button.addEventListener("click", () => {
      at("steps").close();
      go(n);
    });
    const item = element("li");
    item.append(button);
    group.append(item);
  });
}

function openSteps() {
  listSteps();
  at("steps").showModal();
}

at("act").addEventListener("click", act);
at("back").addEventListener("click", () => go(current - 1));
at("on").addEventListener("click", () => go(current + 1));
at("all").addEventListener("click", openSteps);
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
  if (step.clock === by && !owed(step)) finish(step);
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
const asked = place(location.hash.replace(/^#step-/, ""));
go(asked >= 0 ? asked : Math.max(0, demo.steps.findIndex((step) => !done.has(step.id))));
