// The table: cells open at the side, days are stepped through without leaving, a phone shows one party.

import { onKey, tell } from "./desk.js";
import "./deciding.js";
import { beside, refresh } from "./live.js";

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const cell = event.target.closest("a.cell");
  if (cell) {
    event.preventDefault();
    beside(cell.href).catch((error) => tell(error.message, { failed: true }));
  }
  const step = event.target.closest("a[data-step][href]");
  if (step) {
    event.preventDefault();
    refresh(step.href);
  }
});

const step = (which) => () => {
  const link = document.querySelector(`a[data-step="${which}"][href]`);
  if (link) refresh(link.href);
};
onKey("[", "the day before", step("previous"));
onKey("]", "the day after", step("next"));

let only = new URL(location.href).searchParams.get("party");
const show = () => {
  const choice = document.getElementById("only");
  const table = document.querySelector(".stances");
  if (!choice || !table) return;
  if (only === null) only = choice.options[0].value;
  choice.value = only;
  if (only) table.dataset.only = only;
  else delete table.dataset.only;
  for (const cell of table.querySelectorAll("td")) cell.classList.toggle("other", cell.dataset.party !== only);
};
document.addEventListener("change", (event) => {
  if (event.target.id !== "only") return;
  only = event.target.value;
  const here = new URL(location.href);
  here.searchParams.set("party", only);
  history.replaceState(null, "", here);
  show();
});
document.addEventListener("desk:refreshed", show);
show();
