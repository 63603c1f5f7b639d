// A document: its text and what was read from it light each other, and selected words become rows.

import { Refused } from "./api.js";
import { onKey, tell } from "./desk.js";
import { enter, held, put, refuse, said, spans } from "./editing.js";
import { watchPlaces } from "./places.js";
import { fragment, shown, working } from "./rows.js";

const text = document.querySelector(".text");
const bar = document.querySelector(".marking");
const mayWrite = bar !== null;

/** The same part once more, as it is now. */
async function refresh() {
  const here = new URL(location.href);
  here.hash = "";
  here.searchParams.set("at", text.dataset.from);
  try {
    const now = await fragment(here, ".text");
    text.replaceChildren(...now.childNodes);
  } catch (refused) {
    tell(refused.message, { failed: true });
  }
}

const rows = working(text, { refresh, mayWrite });

// Text and notes

const runs = (id) => text.querySelectorAll(`[data-rows~="${CSS.escape(id)}"]`);

function light(id, on, name = "lit") {
  runs(id).forEach((run) => run.classList.toggle(name, on));
  shown(text, id)?.classList.toggle(name, on);
}

/** The row that is meant by a place in the text: that of the innermost. */
const owner = (target) => target.closest("[data-rows]")?.dataset.rows.split(" ").at(-1) ?? target.closest("article[data-row]")?.dataset.row;

let lit = null;
function over(id) {
  if (id === lit) return;
  if (lit) light(lit, false);
  lit = id ?? null;
  if (lit) light(lit, true);
}
text.addEventListener("pointerover", (event) => over(owner(event.target)));
text.addEventListener("pointerleave", () => over(null));
text.addEventListener("click", (event) => {
  const run = event.target.closest("[data-rows]");
  if (run && getSelection().isCollapsed) rows.choose(shown(text, owner(run))?.closest("article"), { focus: false });
});
let here = null;
text.addEventListener("chosen", ({ detail }) => {
  if (here) light(here, false, "here");
  here = detail;
  light(here, true, "here");
  const first = runs(here)[0];
  const spot = first?.getBoundingClientRect();
  if (spot && (spot.top < 0 || spot.bottom > innerHeight)) first.scrollIntoView({ block: "center" });
});

onKey("/", "search in all documents", () => location.assign("/documents#words"));
const asked = text.dataset.chosen ?? decodeURIComponent(location.hash.slice(1));
const turn = new URLSearchParams(location.search).has("page") && document.getElementById(`page-${text.dataset.page}`);
if (turn) turn.parentElement.scrollIntoView({ block: turn.previousElementSibling ? "center" : "start" });
else if (asked) {
  const note = shown(text, asked);
  note?.classList.add("asked");
  rows.choose(note?.closest("article"), { scroll: false });
  const first = runs(note?.closest("article")?.dataset.row ?? asked)[0] ?? note;
  const show = () => first?.scrollIntoView({ block: "center" });
  show();
  // When all is there the browser goes to the row of the address, whose words may be above it.
  if (document.readyState !== "complete") addEventListener("load", () => setTimeout(show), { once: true });
}

// Words that are selected

if (mayWrite) {
  const place = watchPlaces(text, (now) => {
    if (document.querySelector(".panel")) bar.hidden = true; // its own buttons take the words
    else if (now) showBar(now);
    else if (!bar.contains(document.activeElement)) bar.hidden = true;
  });
  const showBar = (now) => {
    bar.querySelector(".chosen").textContent = now.text.length > 60 ? `${now.text.slice(0, 59)}…` : now.text;
    bar.querySelector(".of").hidden = !rows.chosen();
    bar.querySelectorAll("[data-mark=source], [data-mark=cue], [data-mark=content], [data-mark=more]").forEach((b) => (b.hidden = !rows.chosen()));
    bar.hidden = false;
  };
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  bar.addEventListener("click", async (event) => {
    const what = event.target.dataset.mark;
    const now = place();
    if (!what || !now) return;
    bar.hidden = true;
    const open = document.querySelector("form.editing");
    if (what === "statement" || what === "position") return panel(what, now);
    const form = open ?? (await rows.open(rows.chosen()));
    const field = form?.querySelector(`[data-spans=${what === "more" ? "content" : what}]`);
    if (!field) return tell("Choose a statement first.", { failed: true });
    if (what === "more") put(field, [...JSON.parse(field.dataset.value).map((e) => ({ ...e, text: wordsAt(e) })), now]);
    else put(field, [now]);
  });

  const wordsAt = ({ start, end }) => {
    let found = "";
    for (const run of text.querySelectorAll("[data-at]")) {
      const points = [...run.textContent];
      const at = Number(run.dataset.at);
      if (at < end && at + points.length > start) found += points.slice(Math.max(0, start - at), end - at).join("");
    }
    return found;
  };

  /** A form beside the text, so that further words can be selected while it is open. */
  function panel(kind, now) {
    document.querySelector(".panel")?.remove();
    const aside = document.createElement("aside");
    aside.className = "panel";
    aside.append(document.getElementById(`new-${kind}`).content.cloneNode(true));
    const form = aside.querySelector("form");
    const set = form.querySelector("fieldset");
    put(form.querySelector(`[data-spans=${kind === "statement" ? "content" : "evidence"}]`), [now]);
    const upon = kind === "position" ? statementAt(now) : null;
    if (upon) form.querySelector(".upon").textContent = `It will hang on the statement of ${upon.getAttribute("aria-label")}.`;
    spans(form);
    const close = () => {
      aside.remove();
      rows.chosen()?.focus();
    };
    form.addEventListener("click", (event) => event.target.dataset.act === "cancel" && close());
    form.addEventListener("keydown", (event) => event.key === "Escape" && close());
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const whose = { document: text.dataset.document };
      const row = kind === "statement" ? { ...said(set), ...whose } : { ...held(set), ...whose, statement: upon?.dataset.row ?? null };
      try {
        const made = await enter(kind, row, form.elements.reason.value);
        close();
        await rows.renew([made.id]);
        rows.choose(shown(text, made.id)?.closest("article"));
        tell("Entered. Press u to take it back.");
      } catch (refused) {
        if (!(refused instanceof Refused)) throw refused;
        refuse(form, refused.message);
      }
    });
    document.querySelector("main").append(aside);
    form.querySelector("input, select").focus();
  }

  /** The innermost statement in whose content a place lies as a whole. */
  function statementAt({ start, end }) {
    const inside = [...text.querySelectorAll(".content[data-rows]")].filter((run) => {
      const at = Number(run.dataset.at);
      return at < end && at + [...run.textContent].length > start;
    });
    const common = inside.map((run) => run.dataset.rows.split(" ")).reduce((a, b) => a.filter((id) => b.includes(id)), inside[0]?.dataset.rows.split(" ") ?? []);
    const id = common.at(-1);
    const note = id && shown(text, id);
    return note?.dataset.kind ? null : note;
  }
}
