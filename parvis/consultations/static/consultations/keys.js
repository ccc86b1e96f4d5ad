// One key for each decision at the reading desk. Whoever speaks to their machine, or presses keys by accident, can switch
// this off; the choice is remembered. Keys do nothing while one types. In a list of texts J and K walk, and X ticks.

const KEPT = "parvis-keys";
const line = document.querySelector("[data-keys]");
const choice = line?.querySelector("[data-keys-switch]");

const remembered = () => {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
};

const remember = (on) => {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
};

const isTyping = (target) => target.matches("textarea, select, input:not([type=checkbox], [type=radio])");

const nextBeside = () => {
  const beside = [...document.querySelectorAll("input[name=beside]")];
  return beside[(beside.findIndex((each) => each.checked) + 1) % beside.length];
};

const texts = [...document.querySelectorAll("[data-texts] article")];
const here = () => texts.findIndex((text) => text.contains(document.activeElement));
const walk = {
  j: () => texts[Math.min(here() + 1, texts.length - 1)].focus(),
  k: () => texts[Math.max(here() - 1, 0)].focus(),
  x: () => texts[here()]?.querySelector("input[type=checkbox]").click(),
};

function press(event) {
  if (!choice.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  const theme = /^[1-9]$/.test(key) && document.querySelectorAll("input[type=checkbox][name=themes]")[key - 1];
  const thing = theme || (key === "b" && nextBeside()) || (/^[a-z1-9]$/.test(key) && document.querySelector(`[data-key="${key}"]`));
  const step = texts.length && walk[key];
  if (!step && !thing) return;
  event.preventDefault();
  if (step) return step();
  if (thing.matches("select")) return thing.focus();
  thing.click();
  if (thing.matches("summary") && thing.parentElement.open) thing.parentElement.querySelector("input:not([type=hidden]), textarea, select").focus();
}

if (line) {
  // Where there is nothing but a finger, nothing is said of keys.
  line.hidden = matchMedia("(any-hover: none)").matches;
  choice.checked = remembered();
  choice.addEventListener("change", () => remember(choice.checked));
  addEventListener("keydown", press);
}
