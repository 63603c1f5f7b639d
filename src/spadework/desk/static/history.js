// Who changed a row, when and what; and back to what it was.

import { ask, Refused } from "./api.js";
import { harmless, tell } from "./desk.js";

/** How a moment is told, as days are told on the pages. */
export const WHEN = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };

const piece = (name, text, kind) => {
  const made = document.createElement(name);
  made.textContent = harmless(text);
  if (kind) made.className = kind;
  return made;
};

/** Open the history of the row that an element shows. */
export async function showHistory(element, { mayWrite, renew }) {
  const id = element.dataset.row;
  const statement = element.closest("article[data-row]").dataset.row;
  let history;
  try {
    history = await ask(`/rows/${encodeURIComponent(id)}/history`);
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    return tell(refused.message, { failed: true });
  }
  const dialog = document.createElement("dialog");
  dialog.className = "history";
  dialog.setAttribute("aria-labelledby", "history-title");
  const title = piece("h2", "History of this row");
  title.id = "history-title";
  const list = document.createElement("ol");
  for (const step of [...history.steps].reverse()) list.append(shown(step));
  const close = piece("button", "Close");
  close.type = "button";
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, list, close);
  dialog.addEventListener("close", () => {
    dialog.remove();
    element.closest("article")?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();

  function shown(step) {
    const item = document.createElement("li");
    const when = piece("time", new Date(step.at).toLocaleString("en-GB", WHEN));
    when.dateTime = step.at;
    const head = document.createElement("p");
    head.append(piece("b", step.by), ` ${step.change} it `, when, " ", piece("small", `revision ${step.number}`));
    item.append(head);
    if (step.differences.length) {
      const table = document.createElement("table");
      const top = table.createTHead().insertRow();
      for (const name of ["field", "before", "after"]) {
        const cell = piece("th", name);
        cell.scope = "col";
        top.append(cell);
      }
      const body = table.createTBody();
      for (const d of step.differences) {
        const row = body.insertRow();
        const field = piece("th", d.field);
        field.scope = "row";
        row.append(field, piece("td", d.before || "nothing"), piece("td", d.after || "nothing"));
      }
      item.append(table);
    }
    if (step.reason) item.append(piece("p", `Reason: ${step.reason}`, "reason"));
    if (mayWrite && step.restorable) {
      const button = piece("button", "Make it this again", "quiet");
      button.type = "button";
      button.addEventListener("click", () => restore(step));
      item.append(button);
    }
    return item;
  }

  async function restore(step) {
    try {
      await ask(`/rows/${encodeURIComponent(id)}/restore`, { method: "POST", body: { seen: history.revision, revision: step.number } });
      dialog.close();
      await renew([statement]);
      tell("Restored. Press u to take it back.");
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      tell(refused.message, { failed: true });
    }
  }
}
