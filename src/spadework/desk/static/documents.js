// The list of documents: from one to the next.

import { onKey } from "./desk.js";

const all = [...document.querySelectorAll(".documents > li")];
let at = -1;
const go = (by) => {
  at = Math.max(0, Math.min(all.length - 1, at + by));
  all[at]?.focus();
  all[at]?.scrollIntoView({ block: "nearest" });
};
onKey("j", "the next document", () => go(1));
onKey("k", "the document before", () => go(-1));
onKey("Enter", "open the document", (event) => (event.target.closest("a, button, summary") ?? all[at]?.querySelector("a"))?.click());
onKey("/", "search", () => document.getElementById("words").select());
for (const [key, rel, does] of [["]", "next", "the next page"], ["[", "prev", "the page before"]]) {
  onKey(key, does, () => document.querySelector(`a[rel=${rel}]`)?.click());
}
