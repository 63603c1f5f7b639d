// Findings: one is in hand; keys accept it, dismiss it with a reason, take back.

import { ask } from "./api.js";
import { change, judge } from "./deciding.js";
import { onKey } from "./desk.js";

const all = () => [...document.querySelectorAll("article.finding")];
let here = "";
let at = 0; // its place in the list, for when it has gone

const select = (article) => {
  for (const one of all()) one.classList.toggle("here", one === article);
  here = article?.id ?? "";
  at = Math.max(all().indexOf(article), 0);
};
const go = (by) => () => {
  const list = all();
  if (!list.length) return;
  const found = list.findIndex((one) => one.id === here);
  const next = list[Math.min(Math.max(found < 0 ? 0 : found + by, 0), list.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
};
const inHand = () => document.getElementById(here) ?? all()[0];

document.addEventListener("focusin", (event) => {
  const article = event.target.closest("article.finding");
  if (article) select(article);
});
document.addEventListener("desk:refreshed", () => {
  const next = document.getElementById(here) ?? all()[Math.min(at, all().length - 1)];
  if (here && next) next.focus({ preventScroll: true });
});

const why = document.getElementById("why");
const reason = why.querySelector("#reason");
const more = why.querySelector("#more");
let dismissing = null;

const dismiss = (article) => {
  if (!article?.querySelector("[data-dismiss]")) return;
  select(article);
  dismissing = { ...article.dataset };
  why.querySelector(".says").textContent = article.querySelector("h3").textContent;
  reason.value = more.value = why.returnValue = "";
  why.showModal();
};
why.addEventListener("close", () => {
  if (why.returnValue === "dismiss" && dismissing) {
    judge("reject", dismissing, [reason.value, more.value.trim()].filter(Boolean).join(". "), "Dismissed");
  }
  dismissing = null;
});

document.addEventListener("click", (event) => {
  const article = event.target.closest("article.finding");
  if (event.target.closest("[data-dismiss]")) dismiss(article);
  if (event.target.closest("[data-reopen]")) {
    change(() => ask(`/findings/${article.dataset.row}/reopen`, { method: "POST", body: { reason: "" } }), "Taken back.");
  }
});

onKey("j", "next finding", go(1));
onKey("k", "previous finding", go(-1));
onKey("a", "accept it", () => inHand()?.querySelector('[data-act="accept"]')?.click());
onKey("r", "dismiss it", () => dismiss(inHand()));
