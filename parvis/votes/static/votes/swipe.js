// On a touch screen, the statement can be swiped: to the right one agrees, to the left one disagrees, in every language.
// Nothing happens before the finger is lifted; whoever moves back has changed their mind. The buttons do the same.

const FAR = 80;
const ballot = document.querySelector(".ballot");
const card = ballot?.querySelector(".quote");
const hint = document.querySelector("[data-swipe-hint]");
const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;

let begun = null;

const wayOf = (along, across) => (Math.abs(along) < FAR || Math.abs(along) < 2 * Math.abs(across) ? "" : along > 0 ? "agree" : "disagree");

function show(along, way) {
  ballot.dataset.way = way;
  card.style.translate = isCalm || !along ? "" : `${along}px`;
}

function move(event) {
  if (!begun || event.pointerId !== begun.pointerId) return;
  const along = event.clientX - begun.clientX;
  show(along, wayOf(along, event.clientY - begun.clientY));
}

function end(event) {
  if (!begun || event.pointerId !== begun.pointerId) return;
  const way = event.type === "pointerup" ? ballot.dataset.way : "";
  begun = null;
  show(0, way);
  if (way) ballot.querySelector(`[value=${way}]`).click();
}

if (card) {
  card.classList.add("swiped");
  if (hint) hint.hidden = !matchMedia("(pointer: coarse)").matches;
  card.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" || !event.isPrimary) return;
    begun = event;
    if (event.isTrusted) card.setPointerCapture(event.pointerId);
  });
  card.addEventListener("pointermove", move);
  card.addEventListener("pointerup", end);
  card.addEventListener("pointercancel", end);
}
