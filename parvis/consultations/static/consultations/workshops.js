// Notes as fast as they are spoken: Enter sends one and the next can be typed at once. What cannot be sent now is kept on
// this device under a key of its own, sent when the connection is back, and counted once however often it is sent.

const form = document.querySelector("[data-notes]");
const part = (name) => form.querySelector(`[data-${name}]`);
const SOON = 1_000;
const LATEST = 30_000;

/** What is typed and not sent yet: kept in the browser, in memory too where it keeps nothing. */
function keptQueue(name) {
  let inMemory = [];
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? inMemory;
    } catch {
      return inMemory;
    }
  };
  const write = (notes) => {
    inMemory = notes;
    try {
      if (notes.length) localStorage.setItem(name, JSON.stringify(notes));
      else localStorage.removeItem(name);
    } catch {
      // No room, or storage is switched off: leaving the page asks first.
    }
  };
  return {
    all: read,
    add: (note) => write([...read(), note]),
    drop: (key) => write(read().filter((note) => note.key !== key)),
  };
}

const newKey = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

function takeNotes() {
  const address = form.dataset.notes;
  const field = form.elements.line;
  const list = document.querySelector("[data-list]");
  const queue = keptQueue(`parvis-notes:${address}`);
  let isSending = false;
  let wait = SOON;
  let timer;

  const show = () => {
    const waiting = queue.all();
    list.querySelectorAll("[data-key]").forEach((row) => row.remove());
    for (const note of waiting) list.prepend(row("held", note));
    part("waiting").hidden = !waiting.length || (isSending && navigator.onLine && wait === SOON);
    part("waiting-count").textContent = waiting.length.toLocaleString(document.documentElement.lang);
  };

  const row = (kind, note, reason) => {
    const made = part(kind).content.firstElementChild.cloneNode(true);
    made.querySelector("[data-line]").textContent = note.line;
    if (kind === "held") made.dataset.key = note.key;
    if (reason) made.querySelector("[data-reason]").textContent = reason;
    made.querySelector("button")?.addEventListener("click", () => {
      made.remove();
      field.value = note.line;
      field.focus();
    });
    return made;
  };

  const post = (note) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("key", note.key);
    body.set("line", note.line);
    return fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
  };

  /** Send one note; tell whether to go on with the next. */
  async function send(note) {
    const answer = await post(note);
    const isOurs = answer.headers.get("Content-Type")?.includes("json");
    if (answer.ok && isOurs) {
      const said = await answer.json();
      queue.drop(note.key);
      list.insertAdjacentHTML("afterbegin", said.html);
      document.querySelector("[data-count]").textContent = said.notes;
      document.querySelector("[data-people]").textContent = said.people;
    } else if (answer.status === 422 && isOurs) {
      queue.drop(note.key);
      list.prepend(row("refused", note, (await answer.json()).reason));
    } else {
      part("stopped").hidden = ![0, 403, 404, 409, 410].includes(answer.status);
      throw new Error(`answered ${answer.status}`);
    }
    part("stopped").hidden = true;
  }

  async function flush() {
    clearTimeout(timer);
    if (isSending) return;
    isSending = true;
    try {
      for (let note = queue.all()[0]; note; note = queue.all()[0]) {
        await send(note);
        wait = SOON;
        show();
      }
    } catch {
      timer = setTimeout(flush, wait);
      wait = Math.min(wait * 2, LATEST);
    } finally {
      isSending = false;
      show();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const line = field.value.trim();
    if (!line) return;
    field.value = "";
    field.focus();
    queue.add({ key: newKey(), line });
    show();
    flush();
  });
  addEventListener("online", () => {
    wait = SOON;
    flush();
  });
  addEventListener("beforeunload", (event) => {
    if (queue.all().length || field.value.trim()) event.preventDefault();
  });
  flush();
}

if (form) takeNotes();
