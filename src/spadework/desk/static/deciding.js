// Accepting, rejecting and correcting a row where it is shown: whatever holds the buttons names the row and the revision seen.

import { ask, Refused } from "./api.js";
import { onKey, tell } from "./desk.js";
import { refreshAll } from "./live.js";

/** Do something to rows, and show what became of it. Somebody else's change is told and never written over. */
export async function change(what, done) {
  let told = () => tell(done);
  try {
    await what();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const by = error.status === 409 && error.problem.by;
    told = () => tell(by ? `${by} has changed this meanwhile. Look at it again.` : error.message, { failed: true });
  }
  await refreshAll(); // first: what is told is on the page then
  told();
}

const path = (id, what = "") => `/rows/${encodeURIComponent(id)}${what}`;

/** Accept or reject one row; `done` says so in a word. */
export const judge = (act, { row, seen }, reason = "", done = act === "accept" ? "Accepted" : "Rejected") =>
  change(
    () => ask(path(row, `/${act}`), { method: "POST", body: { seen: Number(seen), reason } }),
    `${done}. Press u to take it back.`,
  );

/** Put another value into one field of a row. */
export const correct = (field, value, { row, seen }) =>
  change(
    () => ask(path(row), { method: "PATCH", body: { seen: Number(seen), fields: { [field]: value }, reason: "" } }),
    "Corrected. Press u to take it back.",
  );

/** Take back what this person did last. */
export const undo = () => change(() => ask("/undo", { method: "POST", body: {} }), "Taken back.");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  const holder = button?.closest("[data-row]");
  if (holder) judge(button.dataset.act, holder.dataset);
});
document.addEventListener("change", (event) => {
  const field = event.target.closest("[data-field]");
  const holder = field?.closest("[data-row]");
  if (holder) correct(field.dataset.field, field.value, holder.dataset);
});
onKey("u", "undo what you did last", undo);
