// Rows on a page: one is current, some may be selected; they are accepted, rejected, corrected, and all is taken back.

import { ask, Refused } from "./api.js";
import { harmless, onKey, tell } from "./desk.js";
import { edit } from "./editing.js";
import { showHistory, WHEN } from "./history.js";

const STANCES = {
  accepts: "accepts", open: "open", conditional: "accepts if …", noncommittal: "noncommittal", rejects: "rejects",
};
const address = (id) => `/rows/${encodeURIComponent(id)}`;

/** The element that shows a row, a statement or a position; null if it is not on the page. */
export const shown = (root, id) => root.querySelector(`[data-row="${CSS.escape(id)}"]:not(fieldset)`);

/** What a row is and which revision of it is shown. */
export const seen = (element) => ({ id: element.dataset.row, seen: Number(element.dataset.seen) });

/** HTML that the desk itself has made, as an element; scripts in it do not run. */
export async function fragment(path, selector) {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (!answer.ok) throw new Refused(answer.status, { detail: `The desk answered ${answer.status}.` });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector(selector);
  if (!found) throw new Refused(401, { detail: "The desk did not show the row. Reload the page; you may have to sign in again." });
  return document.adoptNode(found);
}

/** Ids of the statements that a change has touched, those that were taken out among them. */
export function touched(done) {
  const rows = done.rows ?? [done];
  return [...new Set([...rows.map((r) => r.statement ?? r.id), ...(done.removed ?? [])])];
}

/**
 * Let people work on the rows within `root`.
 * `refresh(ids)` shows these statements as they are now. Gives what the page needs to go on.
 */
export function working(root, { refresh, mayWrite }) {
  const statements = () => [...root.querySelectorAll("article[data-row]")];
  let current = null;
  let anchor = null; // where a selection with shift begins

  function choose(element, { focus = true, scroll = true } = {}) {
    if (!element) return;
    root.querySelectorAll("article.current").forEach((e) => e.classList.remove("current"));
    current = element.dataset.row;
    element.classList.add("current");
    if (focus) element.focus({ preventScroll: true });
    if (scroll) element.scrollIntoView({ block: "nearest" });
    root.dispatchEvent(new CustomEvent("chosen", { detail: current }));
  }
  const chosen = () => (current && shown(root, current)) || null;

  function step(by) {
    const all = statements();
    const at = all.indexOf(chosen());
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (next) choose(next);
    else tell(by > 0 ? "That is the last one on this page." : "That is the first one on this page.");
  }

  /** The position in which the focus is, else the current statement. */
  const meant = () => document.activeElement?.closest("li.position[data-row]") ?? chosen();

  async function renew(ids) {
    const before = current;
    await refresh(ids);
    const again = before && shown(root, before);
    if (again) choose(again, { scroll: false });
    count();
  }

  async function attempt(element, act) {
    try {
      return await act();
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      if (refused.status !== 409) tell(refused.message, { failed: true });
      else await conflict(element, refused.problem);
      return null;
    }
  }

  /** Somebody else has changed the row: tell who and what, and let the person choose. */
  async function conflict(element, problem) {
    const id = problem.rows?.[0] ?? element.dataset.row;
    const place = (shown(root, id) ?? element).closest("article");
    place.querySelector(".conflict")?.remove();
    const told = document.createElement("div");
    told.className = "conflict";
    told.setAttribute("role", "alert");
    told.append(await whoChanged(problem, id));
    const statement = place.dataset.row;
    const button = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.addEventListener("click", act);
      told.append(made, " ");
    };
    button("Take theirs", () => renew([statement]));
    button("Edit again", async () => {
      await renew([statement]);
      open(shown(root, statement));
    });
    place.append(told);
    choose(place);
    told.querySelector("button").focus();
  }

  let settling = Promise.resolve(); // what was asked last, until the page shows it

  function settled(act) {
    const done = act();
    settling = Promise.allSettled([settling, done]);
    return done;
  }

  const decide = (verb, elements, reason = "") => settled(async () => {
    if (!elements.length) return false;
    const rows = elements.map(seen);
    const done = await attempt(elements[0], () =>
      rows.length === 1
        ? ask(`${address(rows[0].id)}/${verb}`, { method: "POST", body: { seen: rows[0].seen, reason } })
        : ask(`/rows/${verb}`, { method: "POST", body: { rows, reason } }));
    if (!done) return false;
    await renew(touched(done));
    const what = verb === "accept" ? "Accepted" : "Rejected";
    tell(rows.length > 1 ? `${what}: ${rows.length} rows. Press u to take it back.` : `${what}. Press u to take it back.`);
    return true;
  });

  const correct = (element, fields) => settled(async () => {
    const { id, seen: revision } = seen(element);
    const done = await attempt(element, () => ask(address(id), { method: "PATCH", body: { seen: revision, fields } }));
    if (!done) return;
    await renew(touched(done));
    tell("Corrected. Press u to take it back.");
  });

  const back = (verb, told) => settled(async () => {
    const done = await attempt(root, () => ask(`/${verb}`, { method: "POST", body: {} }));
    if (!done) return;
    const n = done.rows.length + done.removed.length;
    await renew(touched(done));
    tell(`${told} ${n} ${n === 1 ? "row" : "rows"}.`);
  });

  async function open(element, mine) {
    const id = element?.closest("article[data-row]")?.dataset.row;
    if (!id || !mayWrite) return null;
    await settling; // else the form would go with the row in which it was opened
    const article = shown(root, id)?.closest("article");
    if (!article) return null;
    if (article.dataset.kind) return tell(`A row of this kind (${article.dataset.kind}) is corrected with “spadework correct”.`);
    choose(article, { focus: false });
    return edit(article, { renew, mine, conflict: whoChanged }).catch((refused) => {
      if (!(refused instanceof Refused)) throw refused;
      tell(refused.message, { failed: true });
      return null;
    });
  }

  // Stances with two keys: s and a number.

  function stances(element) {
    const position = element?.matches("li.position") ? element : nextPosition(element);
    if (!position) return tell("No position was coded from this statement.");
    root.querySelectorAll(".stances").forEach((e) => e.remove());
    const menu = document.createElement("span");
    menu.className = "stances";
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", "Another stance");
    Object.entries(STANCES).forEach(([stance, word], n) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${n + 1} ${word}`;
      button.disabled = stance === position.dataset.stance;
      button.addEventListener("click", () => correct(position, { stance }));
      menu.append(button);
    });
    menu.addEventListener("keydown", (event) => {
      const n = "12345".indexOf(event.key);
      if (n >= 0) menu.children[n].click();
      else if (event.key === "Escape") close();
      else if (event.key === "s") stances(position.closest("article"));
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    const close = () => {
      menu.remove();
      position.closest("article").focus();
    };
    position.append(menu);
    menu.querySelector("button:enabled").focus();
  }

  /** The one after the one whose menu is open. */
  function nextPosition(article) {
    const all = [...(article?.querySelectorAll("li.position[data-row]") ?? [])];
    return all[(all.findIndex((p) => p.querySelector(".stances")) + 1) % (all.length || 1)];
  }

  // Selection

  const bulk = root.querySelector("form.bulk");
  const boxes = () => statements().map((e) => e.querySelector(".pick input")).filter(Boolean);
  const picked = () => boxes().filter((b) => b.checked).map((b) => b.closest("article"));

  function count() {
    if (!bulk) return;
    const n = picked().length;
    bulk.hidden = n === 0;
    bulk.querySelector(".number").textContent = n === 1 ? "1 row is selected." : `${n} rows are selected.`;
    statements().forEach((e) => e.classList.toggle("picked", e.querySelector(".pick input")?.checked ?? false));
  }

  function select(article, { extend = false } = {}) {
    const box = article?.querySelector(".pick input");
    if (!box) return;
    const all = statements();
    const from = extend && anchor ? all.findIndex((e) => e.dataset.row === anchor) : -1;
    if (from >= 0) {
      const to = all.indexOf(article);
      for (const e of all.slice(Math.min(from, to), Math.max(from, to) + 1)) e.querySelector(".pick input").checked = true;
    } else box.checked = !box.checked;
    anchor = article.dataset.row;
    count();
  }

  async function all(verb) {
    const some = picked();
    if (!some.length) return decide(verb, [meant()].filter(Boolean));
    if (await decide(verb, some, bulk.elements.reason.value)) selectNone();
  }

  function selectNone() {
    boxes().forEach((b) => (b.checked = false));
    if (bulk) bulk.elements.reason.value = "";
    count();
  }

  root.addEventListener("click", (event) => {
    const box = event.target.closest(".pick input");
    const article = event.target.closest("article[data-row]");
    if (box) {
      if (event.shiftKey) {
        box.checked = !box.checked; // as it was before the click
        select(article, { extend: true });
        box.checked = true;
      } else {
        anchor = article.dataset.row;
      }
      count();
      return;
    }
    const button = event.target.closest("button[data-act]");
    if (button && !button.closest("form")) {
      const element = button.closest("[data-row]");
      const act = button.dataset.act;
      if (act === "edit") open(element);
      else if (act === "history") showHistory(element, { mayWrite, renew });
      else if (act === "stance") stances(element);
      else decide(act, [element]);
    } else if (article && !event.target.closest("a, button, form, label")) {
      choose(article, { scroll: false, focus: getSelection().isCollapsed });
    }
  });
  root.addEventListener("focusin", (event) => {
    const article = event.target.closest("article[data-row]");
    if (article && article.dataset.row !== current) choose(article, { focus: false, scroll: false });
  });
  bulk?.addEventListener("submit", (event) => event.preventDefault());
  bulk?.addEventListener("click", (event) => {
    const what = event.target.dataset.bulk;
    if (what === "none") selectNone();
    else if (what) all(what);
  });

  onKey("j", "the next row", () => step(1));
  onKey("k", "the row before", () => step(-1));
  onKey("Enter", "open the row in its document, or from there in the ledger", (event) => {
    if (event.target.closest("a, button, summary")) return event.target.closest("a, button, summary").click();
    const there = chosen()?.dataset.open;
    if (there) location.assign(there);
  });
  onKey("h", "history of the row", () => meant() && showHistory(meant(), { mayWrite, renew }));
  if (mayWrite) {
    onKey("a", "accept the row, or all that are selected", () => all("accept"));
    onKey("r", "reject the row, or all that are selected", () => all("reject"));
    onKey("e", "edit the row", () => open(chosen()));
    onKey("s", "another stance: then 1 to 5; s again for the next position", () => stances(meant()));
    onKey("u", "undo what you did last", () => back("undo", "Taken back:"));
    onKey("U", "do again what you undid", () => back("redo", "Done again:"));
    if (bulk) {
      onKey("x", "select the row", () => select(chosen()));
      onKey("X", "select all rows from the last selected one to here", () => select(chosen(), { extend: true }));
    }
  }
  for (const [key, rel, does] of [["]", "next", "the next page"], ["[", "prev", "the page before"]]) {
    onKey(key, does, () => document.querySelector(`a[rel=${rel}]`)?.click());
  }
  count();
  return { choose, chosen, open, renew, statements };
}

/** Who changed a row since it was seen, and what, as an element. */
export async function whoChanged(problem, id) {
  const told = document.createElement("p");
  const when = new Date(problem.at);
  const line = [`${problem.by} changed this on ${when.toLocaleString("en-GB", WHEN)}; nothing of yours was saved.`];
  const history = await ask(`${address(id)}/history`).catch(() => null);
  const last = history?.steps.at(-1);
  if (last) {
    const what = last.differences.map((d) => `${d.field}: ${d.before || "nothing"} → ${d.after || "nothing"}`).join("; ");
    line.push(`They ${last.change} it${what ? ` (${what})` : ""}.`, last.reason ? `Reason: ${last.reason}` : "");
  }
  told.append(harmless(line.join(" ").trim()));
  return told;
}
