// Photos and files on their way: chosen, pasted or dropped, made small, sent up at once, shown above the writing line until the message goes.
import { element, icon, word } from "./words.js";

const EDGE = 2048;
const SMALL = 400 * 1024;

/** A photograph of at most 2048 px as JPEG; anything the browser cannot read goes up as it is. */
async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < SMALL) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, EDGE / Math.max(bitmap.width, bitmap.height));
    const canvas = element("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}

export async function upload(file) {
  const body = new FormData();
  body.append("file", file, file.name || "file");
  const answer = await fetch("files", { method: "POST", body, headers: { "X-Requested-With": "chat" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

export class Tray {
  /** changed() after every change of what lies in it. */
  constructor(list, changed) {
    this.list = list;
    this.changed = changed;
    this.items = [];
  }

  get ready() {
    return this.items.filter((item) => item.stored).map((item) => item.stored);
  }

  get busy() {
    return this.items.some((item) => item.state === "going");
  }

  get failed() {
    return this.items.some((item) => item.state === "failed");
  }

  add(files) {
    for (const file of files) {
      const item = { file, node: element("li"), picture: file.type.startsWith("image/") ? URL.createObjectURL(file) : "" };
      this.items.push(item);
      this.list.append(item.node);
      this.go(item);
    }
  }

  /** Files the server already has, from a draft of before a reload. */
  restore(stored) {
    for (const each of stored) {
      const item = { stored: each, state: "there", node: element("li"), picture: "", file: { name: each.name } };
      this.items.push(item);
      this.list.append(item.node);
      this.paint(item);
    }
  }

  async go(item) {
    item.state = "going";
    this.paint(item);
    try {
      item.stored = await upload(await shrink(item.file));
      item.stored.preview = item.picture;
      item.state = "there";
    } catch (problem) {
      item.state = "failed";
      item.reason = problem.message === "413" ? "too_big" : "upload_failed";
    }
    if (this.items.includes(item)) this.paint(item);
  }

  paint(item) {
    const face = element("button", `thumb ${item.state}`);
    face.type = "button";
    face.title = item.file.name || "";
    if (item.picture) {
      const image = element("img");
      image.src = item.picture;
      image.alt = item.file.name || word("photo");
      face.append(image);
    } else face.append(icon("file"), element("span", "", item.file.name || ""));
    if (item.state === "failed") face.append(element("em", "", word(item.reason)));
    face.addEventListener("click", () => item.state === "failed" && this.go(item));
    const away = element("button", "away");
    away.type = "button";
    away.setAttribute("aria-label", `${word("remove")} ${item.file.name || ""}`);
    away.append(icon("close"));
    away.addEventListener("click", () => this.remove(item));
    item.node.className = item.state;
    item.node.replaceChildren(face, away);
    this.tell();
  }

  remove(item) {
    this.items = this.items.filter((each) => each !== item);
    item.node.remove();
    this.tell();
  }

  empty() {
    this.items = [];
    this.list.replaceChildren();
    this.tell();
  }

  tell() {
    this.list.hidden = !this.items.length;
    this.changed();
  }
}
