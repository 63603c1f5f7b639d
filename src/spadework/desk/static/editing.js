// The form in which a statement and its positions are corrected in place, and forms in which rows are entered.

import { ask, Refused } from "./api.js";
import { tell } from "./desk.js";
import { watchPlaces } from "./places.js";

const lastPlace = watchPlaces(document);

/** Open the form in the place of a statement. `mine`: changes to be made in it at once. Gives the form. */
export async function edit(article, { renew, conflict, mine }) {
  if (article.querySelector("form.editing")) return article.querySelector("form.editing");
  const { fragment } = await import("./rows.js");
  const id = article.dataset.row;
  const form = await fragment(`/ledger/rows/${encodeURIComponent(id)}/edit`, "form");
  const body = article.querySelector(".body");
  body.hidden = true;
  article.append(form);
  article.classList.add("edited");
  const before = new Map(sets(form).map((set) => [set.dataset.row, values(set)]));
  mine?.(form);
  spans(form);

  const close = () => {
    form.remove();
    body.hidden = false;
    article.classList.remove("edited");
    article.focus();
  };
  form.addEventListener("click", (event) => {
    const act = event.target.dataset.act;
    if (act === "cancel") close();
    if (act === "another") another(form);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.target.matches("input, select")) close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reason = form.elements.reason.value;
    const rows = sets(form).map((set) => ({ set, fields: changed(before.get(set.dataset.row), values(set)) }))
      .filter(({ set, fields }) => !("new" in set.dataset) && Object.keys(fields).length);
    const added = sets(form).filter((set) => "new" in set.dataset);
    if (!rows.length && !added.length) return refuse(form, "Nothing was changed. Cancel, or accept the row if it is right.");
    try {
      if (rows.length) {
        const asked = rows.map(({ set, fields }) => ({ id: set.dataset.row, seen: Number(set.dataset.seen), fields }));
        await ask("/rows", { method: "PATCH", body: { rows: asked, reason } });
      }
      for (const set of added) await enter("position", { ...held(set), statement: id, document: form.dataset.document }, reason);
      await renew([id]);
      tell("Saved. Press u to take it back.");
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      if (refused.status !== 409) return refuse(form, refused.message);
      const told = await conflict(refused.problem, refused.problem.rows[0]);
      const redo = (again) => {
        for (const { set, fields } of rows) {
          const other = sets(again).find((s) => s.dataset.row === set.dataset.row);
          if (other) carry(set, other, fields);
        }
      };
      refuse(form, told, [
        ["Take theirs", () => renew([id])],
        ["Edit again", async () => {
          await renew([id]);
          const now = document.querySelector(`article[data-row="${CSS.escape(id)}"]`);
          if (now) edit(now, { renew, conflict, mine: redo });
        }],
      ]);
    }
  });
  form.querySelector("input, select").focus();
  return form;
}

/** Enter a row by hand; gives it. Throws Refused. */
export const enter = (kind, row, reason) => ask("/rows", { method: "POST", body: { kind, row, reason } });

/** Tell in the form why it was not taken. */
export function refuse(form, told, choices = []) {
  const place = form.querySelector(".refusal");
  place.replaceChildren(told, " ");
  for (const [text, act] of choices) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", act);
    place.append(button, " ");
  }
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

/** What a fieldset for a statement holds, as the API enters one. */
export function said(set) {
  const { said_on, ...fields } = values(set, "statement");
  return { ...fields, said_from: said_on?.first ?? null, said_to: said_on?.last ?? null };
}

/** What a fieldset for a position holds, as the API enters one. */
export const held = (set) => values(set, "position");

/** Let buttons in a form take the words that are selected on the page. */
export function spans(form) {
  form.addEventListener("mousedown", (event) => {
    if (event.target.matches("[data-take], [data-add]")) event.preventDefault(); // the selection stays
  });
  form.addEventListener("click", (event) => {
    const { take, add, clear } = event.target.dataset;
    const name = take ?? add ?? clear;
    if (!name) return;
    const field = event.target.closest("[data-spans]");
    if (clear) return put(field, []);
    const place = lastPlace();
    if (!place) return refuse(form, "Select the words in the text first.");
    put(field, add ? [...read(field), place] : [place]);
  });
}

/** Set a place of a form to these words. */
export function put(field, places) {
  const sorted = [...places].sort((a, b) => a.start - b.start);
  const ends = sorted.map(({ start, end }) => ({ start, end }));
  const words = field.querySelector("q");
  const known = field.dataset.value === JSON.stringify(ends);
  field.dataset.value = JSON.stringify(ends);
  if (!known) words.textContent = sorted.map((p) => p.text ?? "…").join(" … ");
}

const read = (field) => JSON.parse(field.dataset.value).map((ends, n) => ({ ...ends, text: field.querySelector("q").textContent.split(" … ")[n] }));
const sets = (form) => [...form.querySelectorAll("fieldset")];

function another(form) {
  const made = form.querySelector("template.another").content.cloneNode(true);
  form.querySelector("[data-act=another]").closest("p").before(made);
  sets(form).at(-1).querySelector("select").focus();
}

/** The values of a fieldset by the names of the row's fields. */
function values(set, kind = set.dataset.kind) {
  const of = (name) => set.querySelector(`[name=${name}]`)?.value ?? "";
  const ends = (name) => JSON.parse(set.querySelector(`[data-spans=${name}]`).dataset.value);
  if (kind === "position") {
    const [issue, option] = JSON.parse(of("option") || '["", ""]');
    return {
      party: of("party"), issue, option, stance: of("stance"), basis: of("basis"), by: of("by") || null,
      as_of: of("as_of") || null, evidence: ends("evidence")[0] ?? null,
    };
  }
  const first = of("said_from") || of("said_to");
  return {
    speaker: of("speaker"), role: of("role"), party: of("party") || null, directness: of("directness"),
    said_on: first ? { first, last: of("said_to") || first } : null,
    reporters: of("reporters").split(",").map((r) => r.trim()).filter(Boolean),
    source: ends("source")[0] ?? null, cue: ends("cue")[0] ?? null, content: ends("content"),
  };
}

function changed(before, now) {
  const found = {};
  for (const [name, value] of Object.entries(now)) {
    if (JSON.stringify(value) !== JSON.stringify(before?.[name])) found[name] = value;
  }
  if ("issue" in found) found.option = now.option; // an option is one of its issue
  return found;
}

/** Put what was changed in one form into another. */
function carry(from, to, fields) {
  for (const name of Object.keys(fields)) {
    const places = from.querySelector(`[data-spans=${name}]`);
    if (places) put(to.querySelector(`[data-spans=${name}]`), read(places));
    const names = name === "said_on" ? ["said_from", "said_to"] : name === "issue" ? ["option"] : [name];
    for (const control of names) {
      const mine = from.querySelector(`[name=${control}]`);
      const theirs = to.querySelector(`[name=${control}]`);
      if (mine && theirs) {
        theirs.value = mine.value;
        theirs.classList.add("mine");
      }
    }
  }
}
