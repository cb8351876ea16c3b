// What stands in a bubble: text as text, addresses and telephone numbers as links, numbered lines as something to tap.
import { element } from "./words.js";

// No look-behind: older telephones refuse the whole file for it.
const LINKS = /(https?:\/\/[^\s<>"“”‘’（），。；！？、【】]+)|(^|[^\d.,\-A-Za-z])(1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)|(打|拨|或|值班|电话|电梯救援|call|or|duty|lift rescue)( ?)(110|119|120|122|12345|96333|\d{8})(?![\d,.]*\d)/g;

function anchor(address, text) {
  const link = element("a", "", text);
  link.href = address;
  if (!address.startsWith("tel:")) link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
  return link;
}

export function fill(node, text) {
  let from = 0;
  for (const hit of text.matchAll(LINKS)) {
    const web = hit[1] && hit[1].replace(/[.,;:!?)\]]+$/, "");
    const number = hit[3] || hit[6];
    const shown = web || number;
    const start = hit.index + (web ? 0 : hit[0].length - number.length);
    node.append(text.slice(from, start), web ? anchor(web, shown) : anchor(`tel:${number}`, shown));
    from = start + shown.length;
  }
  node.append(text.slice(from));
}

/** "1 对  2 不是 3 幢  0 算了": the choices of a line that is nothing but such pairs; else null. Longest label first. */
function pairs(line, choices) {
  const known = [...choices].sort((a, b) => b.label.length - a.label.length);
  const found = [];
  let rest = line.trim();
  while (rest) {
    const hit = known.find((each) => !found.includes(each) && starts(rest, `${each.number} ${each.label}`));
    if (!hit) return null;
    found.push(hit);
    rest = rest.slice(`${hit.number} ${hit.label}`.length).trimStart();
  }
  return found.length ? found : null;
}

const starts = (line, pair) => line === pair || line.startsWith(`${pair}  `);

/** The rows of a list, by line: there a choice's label is only its number, and the last line that starts with it is its row. */
function rows(lines, choices) {
  const found = new Map();
  for (const choice of choices.filter((each) => each.label === String(each.number))) {
    const place = lines.map((line) => line.startsWith(`${choice.number} `)).lastIndexOf(true);
    if (place >= 0) found.set(place, choice);
  }
  return found;
}

/** The line in pieces: strings and choices. A number is a choice only where the line begins with it, never in a sentence. */
function cut(line, row, choices) {
  if (row) return [{ choice: row, text: line.slice(`${row.number} `.length) }];
  const whole = pairs(line, choices);
  return whole ? whole.map((choice) => ({ choice, text: choice.label })) : [line];
}

function tap({ choice, text }, press) {
  const button = element("button", "tap");
  button.type = "button";
  button.dataset.choice = choice.choice;
  button.dataset.label = choice.label;
  if (choice.number !== undefined && choice.number !== null) button.append(element("b", "", String(choice.number)), " ");
  button.append(element("span", "", text));
  button.addEventListener("click", () => press(choice, button));
  return button;
}

/** The WeChat rendering: the numbers already stand in the text, each becomes something to tap; what is missing follows below. */
export function fillNumbered(node, text, choices, press) {
  const left = new Set(choices);
  const lines = text.split("\n");
  const listed = rows(lines, choices);
  for (const [place, line] of lines.entries()) {
    const pieces = cut(line, listed.get(place), [...left].filter((each) => each.label !== String(each.number)));
    const row = element("div", pieces.every((piece) => typeof piece !== "string") && pieces.length ? "taps" : "words");
    for (const piece of pieces) {
      if (typeof piece === "string") fill(row, piece);
      else {
        left.delete(piece.choice);
        row.append(tap(piece, press));
      }
    }
    if (!pieces.length || line === "") row.append("\u200b");
    node.append(row);
  }
  if (!left.size) return;
  const rest = element("div", "taps");
  for (const choice of left) rest.append(tap({ choice, text: choice.label }, press));
  node.append(rest);
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
