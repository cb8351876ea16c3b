// What stands in a bubble: text as text, addresses and telephone numbers as links, numbered lines as something to tap.
import { element } from "./words.js";

// What people write themselves: addresses, whole numbers, and others only after a word that says so. No look-behind: older telephones refuse the whole file for it.
const ADDRESS = /(https?:\/\/[^\s<>"“”‘’（），。；！？、【】]+)/;
const WHOLE = /(^|[^\d.,\-A-Za-z])(1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)/;
const NAMED = /(打|拨|或|值班|电话|救援|\bcall|\bor|\bduty|\brescue|\btelephone) ?(\d{8})(?![\d,.]*\d)/;
const PUBLIC = /(打|拨|\bcall|\bdial) ?(110|119|120|122|12345|96333)(?![\d,.]*\d| ?[元分个次张人户])/;
const SAID = [ADDRESS, WHOLE, NAMED, PUBLIC].map((each) => each.source).join("|");

function anchor(address, text) {
  const link = element("a", "", text);
  link.href = address;
  if (!address.startsWith("tel:")) link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
  return link;
}

const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** `calls`: the telephone numbers the server put into this text, short ones too. */
function links(calls) {
  const known = [...calls].sort((one, other) => other.length - one.length).map(plain).join("|");
  return new RegExp(known ? `${SAID}|(^|[^\\d.,\\-A-Za-z])(${known})(?![\\d,.]*\\d)` : SAID, "g");
}

export function fill(node, text, calls = []) {
  let from = 0;
  for (const hit of text.matchAll(links(calls))) {
    const web = hit[1] && hit[1].replace(/[.,;:!?)\]]+$/, "");
    const number = hit[3] || hit[5] || hit[7] || hit[9];
    const shown = web || number;
    const start = hit.index + (web ? 0 : hit[0].length - number.length);
    node.append(text.slice(from, start), web ? anchor(web, shown) : anchor(`tel:${number.replace(/[^\d+]/g, "")}`, shown));
    from = start + shown.length;
  }
  node.append(text.slice(from));
}

function tap(choice, press) {
  const button = element("button", "tap");
  button.type = "button";
  button.dataset.choice = choice.choice;
  button.dataset.label = choice.label;
  if (choice.number !== undefined && choice.number !== null) button.append(element("b", "", String(choice.number)), " ");
  button.append(element("span", "", choice.label));
  button.addEventListener("click", () => press(choice, button));
  return button;
}

/** The WeChat rendering: a list's lines, where they stand, and below the text whatever else can be tapped. The words themselves are never read for numbers. */
export function fillNumbered(node, { text, choices, calls }, press) {
  const rows = new Map(choices.filter((choice) => choice.row !== null).map((choice) => [choice.row, choice]));
  for (const [place, line] of text.split("\n").entries()) {
    const row = element("div", rows.has(place) ? "taps" : "words");
    if (rows.has(place)) row.append(tap(rows.get(place), press));
    else if (line) fill(row, line, calls);
    else row.append("\u200b");
    node.append(row);
  }
  const rest = element("div", "taps");
  rest.append(...choices.filter((choice) => choice.row === null).map((choice) => tap(choice, press)));
  if (rest.childNodes.length) node.append(rest);
}

export function buttons(choices, press) {
  const group = element("div", "choices");
  for (const choice of choices) {
    const button = element("button", "choice", choice.label);
    button.type = "button";
    button.dataset.choice = choice.choice;
    button.dataset.label = choice.label;
    button.addEventListener("click", () => press(choice, button));
    group.append(button);
  }
  return group;
}
