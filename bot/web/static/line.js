// The line to the server. What a person sends waits in the browser's store under its own key until the server has taken it.
const PAUSES = [400, 1000, 2000, 4000, 8000, 15000];
const PATIENCE = 12000;
const BEAT = 25000;

export function freshKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export class Line {
  /** hear(frame) for each frame of the server, net(up) when the line comes or goes. */
  constructor({ hear, net }) {
    this.hear = hear;
    this.net = net;
    this.tries = 0;
    this.greeted = false;
    this.seen = new Set();
    this.shelf = `chat:${location.pathname}:outbox`;
    this.outbox = this.restore();
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.drop());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.hurry());
    setInterval(() => this.beat(), BEAT);
  }

  restore() {
    try {
      return JSON.parse(localStorage.getItem(this.shelf)) || [];
    } catch {
      return [];
    }
  }

  store() {
    try {
      localStorage.setItem(this.shelf, JSON.stringify(this.outbox));
    } catch {
      // A full or forbidden store: the message still goes out, it only does not survive a reload.
    }
  }

  open() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const socket = new WebSocket(new URL("ws", location.href).href.replace(/^http/, "ws"));
    this.socket = socket;
    socket.onmessage = (event) => socket === this.socket && this.take(JSON.parse(event.data));
    socket.onclose = () => socket === this.socket && this.lost();
  }

  take(frame) {
    if (frame.type === "hello") {
      this.tries = 0;
      this.greeted = true;
      this.net(true);
    }
    if (frame.type === "ack") this.settle(frame.key);
    this.hear(frame);
    if (frame.type === "hello") this.flush();
  }

  lost() {
    this.socket = undefined;
    this.greeted = false;
    this.net(false);
    const pause = PAUSES[Math.min(this.tries, PAUSES.length - 1)];
    this.tries += 1;
    this.timer = setTimeout(() => this.open(), pause * (0.8 + Math.random() * 0.4));
  }

  /** Forgets a line that may be dead without knowing it. */
  drop() {
    const old = this.socket;
    if (!old) return;
    this.lost();
    old.close();
  }

  hurry() {
    if (!this.timer) return;
    this.tries = 0;
    this.open();
  }

  beat() {
    if (!this.greeted) return;
    if (this.socket.bufferedAmount > 0) this.drop();
    else this.socket.send('{"type":"ping"}');
  }

  flush() {
    for (const frame of this.outbox) this.transmit(frame);
    this.tellSeen();
  }

  transmit(frame) {
    if (!this.greeted) return;
    this.socket.send(JSON.stringify(frame));
    setTimeout(() => this.outbox.includes(frame) && this.drop(), PATIENCE);
  }

  send(frame) {
    this.outbox.push(frame);
    this.store();
    this.transmit(frame);
  }

  settle(key) {
    this.outbox = this.outbox.filter((frame) => frame.key !== key);
    this.store();
  }

  sawMessage(id) {
    this.seen.add(id);
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tellSeen(), 300);
  }

  tellSeen() {
    if (!this.greeted || !this.seen.size) return;
    this.socket.send(JSON.stringify({ type: "seen", ids: [...this.seen] }));
    this.seen.clear();
  }
}
