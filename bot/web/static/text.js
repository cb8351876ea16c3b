// What stands in a bubble: text as text, addresses and telephone numbers as links, numbered lines as something to tap.
import { element } from "./words.js";

// No look-behind: older telephones refuse the whole file for it.
const LINKS = /(https?:\/\/[^\s<>"“”‘’（），。；！？、【】]+)|(^|[^\d.,\-A-Za-z])(1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)|(打|拨|或|值班|电话|call|or)( ?)(110|119|120|122|12345|\d{8})(?![\d,.]*\d)/g;

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

const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Where "2 不是 3 幢" or "[2 不是 3 幢]" stands in the line. */
function place(line, choice) {
  const hit = new RegExp(`(^|[\\s\\[【（(])${choice.number}[\\s.、．:：]*${plain(choice.label)}[\\]】]?`).exec(line);
  if (!hit) return null;
  const open = hit[1] === "[" || hit[1] === "【";
  const start = hit.index + (open ? 0 : hit[1].length);
  return { choice, start, end: hit.index + hit[0].length };
}

/** The line in pieces: strings and choices. A line that only starts with a choice's number is that choice as a whole. */
function cut(line, choices) {
  const places = choices.map((choice) => place(line, choice)).filter(Boolean).sort((a, b) => a.start - b.start);
  if (!places.length) {
    const lead = /^\s*\[?(\d{1,2})[\s.、．\]]\s*(?=\S)/.exec(line);
    const choice = lead && choices.find((each) => each.number === Number(lead[1]));
    return choice ? [{ choice, text: line.slice(lead[0].length) }] : [line];
  }
  const [first] = places;
  if (places.length === 1 && !line.slice(0, first.start).trim()) {
    return [{ choice: first.choice, text: line.slice(line.indexOf(first.choice.label)).replace(/(^[^[【]*)[\]】]\s*$/, "$1") }];
  }
  const pieces = [];
  let from = 0;
  for (const { choice, start, end } of places) {
    if (start < from) continue;
    pieces.push(line.slice(from, start), { choice, text: choice.label });
    from = end;
  }
  return [...pieces, line.slice(from)].filter((piece) => typeof piece !== "string" || piece.trim());
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
  for (const line of text.split("\n")) {
    const pieces = cut(line, [...left]);
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
