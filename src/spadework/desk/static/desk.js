// What every page has: keys, their help, and a line that tells what was done.

const keys = new Map();

/** Let a key do something: `key` as KeyboardEvent.key has it, `does` in a few words for the help. */
export function onKey(key, does, act) {
  keys.set(key, { does, act });
}

/** Tell what was done, or that it failed. Text only: nothing that a document holds becomes markup. */
export function tell(text, { failed = false } = {}) {
  const line = document.createElement("div");
  line.textContent = harmless(text);
  if (failed) line.className = "failed";
  const all = document.getElementById("told");
  all.append(line);
  while (all.children.length > 3) all.firstElementChild.remove();
  setTimeout(() => line.remove(), failed ? 9000 : 4000);
}

/** Text without the characters that turn the direction of what follows, as the pages show it. */
export const harmless = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const found = keys.get(event.key);
  if (found) {
    event.preventDefault();
    found.act(event);
  }
});

const help = document.getElementById("help");
const showHelp = () => {
  const list = help.querySelector(".keys");
  list.replaceChildren();
  for (const [key, { does }] of keys) {
    const term = document.createElement("dt");
    const name = document.createElement("kbd");
    name.textContent = key;
    term.append(name);
    const meaning = document.createElement("dd");
    meaning.textContent = does;
    list.append(term, meaning);
  }
  help.showModal();
};
onKey("?", "show the keys", showHelp);
document.querySelector("[data-help]")?.addEventListener("click", showHelp);

// On a phone the navigation scrolls: to where one is.
const current = document.querySelector(".bar nav [aria-current]");
if (current) {
  const nav = current.closest("nav");
  nav.scrollLeft = current.offsetLeft - nav.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
}

// The menu closes when one goes on elsewhere.
const menu = document.querySelector("details.menu");
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
