// What a browser can add to pages that already work without it. Each part looks for its own mark and does nothing
// when the page has none; every word shown to people comes from the page, in its language.

const WEEK = 7 * 24 * 3600 * 1000;
const PREFIX = "parvis-draft:";
const page = document;
const each = (selector, act) => page.querySelectorAll(selector).forEach(act);

/** Call `act` once nothing has happened for `wait` milliseconds. */
const later = (act, wait) => {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
};

/** Local storage that may be full, forbidden or hold nonsense. */
const store = {
  read(key) {
    try {
      const kept = JSON.parse(localStorage.getItem(PREFIX + key));
      return kept && Date.now() - kept.at < WEEK ? kept.fields : null;
    } catch {
      return null;
    }
  },
  write(key, fields) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), fields }));
    } catch {
      // No room, or storage is switched off: the form still works.
    }
  },
  forget(key) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // Nothing was kept.
    }
  },
};

/** The words of a form; never addresses, hidden values or what is marked data-private. */
const drafted = (form) =>
  [...form.elements].filter((field) => field.name && !("private" in field.dataset) && (field.type === "textarea" || field.type === "text") && !field.autocomplete.includes("email"));

/** A form marked data-draft="key" keeps what is typed, and brings it back into fields that are still empty. */
function keepDraft(form) {
  const key = form.dataset.draft;
  const note = form.querySelector("[data-draft-note]");
  const kept = store.read(key) ?? {};
  const back = drafted(form).filter((field) => !field.value && kept[field.name]);
  for (const field of back) {
    field.value = kept[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (note && back.length) note.hidden = false;
  const save = () => {
    const fields = Object.fromEntries(drafted(form).filter((field) => field.value.trim()).map((field) => [field.name, field.value]));
    if (Object.keys(fields).length) store.write(key, fields);
    else store.forget(key);
  };
  form.addEventListener("input", later(save, 400));
  form.addEventListener("submit", save);
  form.querySelector("[data-draft-forget]")?.addEventListener("click", () => {
    for (const field of back) field.value = "";
    store.forget(key);
    note.hidden = true;
    back[0]?.focus();
  });
}

/** While someone writes in a field marked data-similar="address", show what was already said. */
function showSimilar(field) {
  const shelf = page.getElementById(field.dataset.similarIn);
  const teller = shelf && says(shelf);
  let asked;
  const ask = async () => {
    const words = field.value.trim();
    asked?.abort();
    if (words.length < 20) return shelf.replaceChildren();
    asked = new AbortController();
    try {
      const address = new URL(field.dataset.similar, location.href);
      address.searchParams.set("words", words.slice(0, 1000));
      const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      shelf.innerHTML = await answer.text();
      teller(shelf.querySelector("[data-says]")?.dataset.says ?? "");
    } catch {
      // Too slow, or cut off: writing goes on undisturbed.
    }
  };
  if (shelf) field.addEventListener("input", later(ask, 700));
}

/** A line that only screen readers hear, spoken when they pause. */
function says(beside) {
  const line = page.createElement("p");
  line.className = "unseen";
  line.setAttribute("role", "status");
  beside.after(line);
  return (words) => {
    if (line.textContent !== words) line.textContent = words;
  };
}

/** Count what is left under a long field: data-counter names it, data-left and data-over say it. */
function countCharacters(line) {
  const field = page.getElementById(line.dataset.counter);
  if (!field) return;
  const most = Number(field.dataset.most);
  const write = new Intl.NumberFormat(`${page.documentElement.lang}-u-nu-latn`);
  const tell = later(says(line), 1000);
  const show = () => {
    const left = most - [...field.value.trim()].length;
    line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("{n}", write.format(Math.abs(left)));
    line.classList.toggle("late", left < 0);
    if (left < most / 10) tell(line.textContent);
  };
  field.addEventListener("input", show);
  if (field.value) show();
}

/** Add a button that copies an address or a code: data-copy and data-copied are its words. */
function addCopy(thing) {
  if (!navigator.clipboard) return;
  const button = page.createElement("button");
  button.type = "button";
  button.className = "button quiet small no-print";
  button.textContent = thing.dataset.copy;
  const tell = says(thing);
  thing.after(" ", button);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(thing.href ?? thing.value ?? thing.textContent.trim());
    button.textContent = thing.dataset.copied;
    tell(thing.dataset.copied);
    setTimeout(() => (button.textContent = thing.dataset.copy), 3000);
  });
}

/** Ask before leaving a form marked data-unsaved with words in it that nobody has stored: typed now, or sent in vain. */
function guard(form) {
  let changed = Boolean(form.querySelector("[data-problems]"));
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
}

/** Show a button that only works here, such as printing. */
function addPrint(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

each("[data-stored]", (mark) => store.forget(mark.dataset.stored));
each("[data-counter]", countCharacters);
each("form[data-draft]", keepDraft);
each("[data-similar]", showSimilar);
each("[data-copy]", addCopy);
each("form[data-unsaved]", guard);
each("[data-print]", addPrint);
page.querySelector("[data-problems]")?.focus();
