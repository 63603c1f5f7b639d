// Actors: several are merged, one is renamed, split, or speaks for somebody else from a day on.

import { ask } from "./api.js";
import { change } from "./deciding.js";
import { tell } from "./desk.js";
import { refresh } from "./live.js";

const bar = document.querySelector(".picked");
const boxes = () => [...document.querySelectorAll("main [data-live] input[type=checkbox]")];
const picked = () => boxes().filter((box) => box.checked);
const many = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

const count = () => {
  if (!bar) return;
  const n = picked().length;
  const merging = bar.querySelector("[data-merge]");
  bar.hidden = n === 0;
  bar.querySelector(".many").textContent = many(n, merging ? "actor" : "statement");
  if (merging) merging.disabled = n < 2;
};
document.addEventListener("change", (event) => {
  if (event.target.type === "checkbox") count();
});
document.addEventListener("desk:refreshed", count);

const waiting = () => {
  if (document.querySelector("[data-counting]")) setTimeout(() => refresh().catch(() => {}), 2000);
};
document.addEventListener("desk:refreshed", waiting);
waiting();

const post = (path, body, done) => change(() => ask(path, { method: "POST", body }), done);

// Several into one

const merging = document.getElementById("merging");
const names = () => picked().map((box) => box.closest("[data-name]").dataset.name);
const choice = (name, checked) => {
  const label = document.createElement("label");
  const radio = document.createElement("input");
  radio.type = "radio";
  radio.name = "into";
  radio.value = name;
  radio.checked = checked;
  label.append(radio, ` ${name}`);
  return label;
};
bar?.addEventListener("click", (event) => {
  if (event.target.closest("[data-none]")) {
    for (const box of picked()) box.checked = false;
    count();
  }
  if (event.target.closest("[data-merge]")) {
    merging.querySelector(".names").replaceChildren(...names().map((name, n) => choice(name, n === 0)));
    merging.returnValue = "";
    merging.showModal();
  }
  if (event.target.closest("[data-split]")) {
    splitting.returnValue = "";
    splitting.showModal();
  }
});
merging?.addEventListener("close", () => {
  if (merging.returnValue !== "merge") return;
  const into = merging.querySelector("input[name=into]:checked").value;
  const others = names().filter((name) => name !== into);
  const reason = document.getElementById("merge-why").value.trim();
  post("/actors/merge", { names: others, into, reason }, `${into}: merged. Press u to take it back.`);
});

// Some statements are somebody else's

const splitting = document.getElementById("splitting");
splitting?.addEventListener("close", () => {
  if (splitting.returnValue !== "split") return;
  const statements = picked().map((box) => {
    const { row, seen } = box.closest("[data-row]").dataset;
    return { id: row, seen: Number(seen) };
  });
  const name = document.getElementById("split-name").value.trim();
  const party = document.getElementById("split-party").value || null;
  post("/actors/split", { statements, name, party, reason: "" }, `${many(statements.length, "statement")}: ${name}’s now.`);
});

// One actor

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-settle]");
  if (!form) return;
  event.preventDefault();
  const name = document.getElementById("actor").dataset.name;
  const given = Object.fromEntries(new FormData(form));
  if (form.dataset.settle === "party") {
    const body = { name, party: given.party || null, since: given.since || null, reason: "" };
    await post("/actors/party", body, "Set. Press u to take it back.");
    return;
  }
  const into = given.into.trim();
  try {
    await ask("/actors/merge", { method: "POST", body: { names: [name], into, reason: "" } });
    location.assign(`/actors/one?name=${encodeURIComponent(into)}`); // this page is of a name that is no more
  } catch (error) {
    tell(error.message, { failed: true });
  }
});
