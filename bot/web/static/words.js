// Every sentence a page shows comes from the server, in a data block of the page: {language: {key: text}}.
const ZONE = "Asia/Shanghai";
const books = JSON.parse(document.getElementById("words").textContent);
let book = books[document.documentElement.lang] || Object.values(books)[0];

export function choose(lang) {
  if (!books[lang]) return;
  book = books[lang];
  document.documentElement.lang = lang;
  label(document);
}

export function word(key, blanks = {}) {
  return (book[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in blanks ? blanks[name] : whole));
}

/** Writes the words into data-word (content), data-label (name for screen readers), data-hint (placeholder). */
export function label(root) {
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", word(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = word(node.dataset.label);
  }
  for (const node of root.querySelectorAll("[data-hint]")) node.placeholder = word(node.dataset.hint);
}

/** The estate's wall clock (UTC+8), wherever the reader is: {day, time}. */
export function moment(instant) {
  const parts = {};
  const form = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  for (const part of form.formatToParts(instant)) parts[part.type] = part.value;
  return { day: word("day", parts), time: `${parts.hour}:${parts.minute}` };
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

export function element(tag, kind = "", text = "") {
  const node = document.createElement(tag);
  if (kind) node.className = kind;
  if (text) node.textContent = text;
  return node;
}
