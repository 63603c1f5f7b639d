// The timeline: buttons, keys and dragging choose another span of days; the desk draws it.

import { onKey, tell } from "./desk.js";
import { refresh } from "./live.js";

const show = (address) => refresh(address).catch((error) => tell(error.message, { failed: true }));

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-zoom]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    show(link.href);
  }
});
const zoom = (which) => () => {
  const link = document.querySelector(`a[data-zoom="${which}"]`);
  if (link) show(link.href);
};
onKey("+", "nearer", zoom("nearer"));
onKey("-", "farther", zoom("farther"));
onKey("[", "earlier", zoom("earlier"));
onKey("]", "later", zoom("later"));

const DAY = 86400000;
const days = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
const iso = (day) => new Date(Math.round(day) * DAY).toISOString().slice(0, 10);

let drag = null;
const across = (svg, event) => {
  const box = svg.getBoundingClientRect();
  return ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
};
const dayAt = (svg, x) => {
  const left = Number(svg.dataset.left) + 7;
  const room = svg.viewBox.baseVal.width - left - Number(svg.dataset.right) - 7;
  const share = Math.min(Math.max((x - left) / room, 0), 1);
  const first = days(svg.dataset.first);
  return first + share * (days(svg.dataset.last) - first);
};

document.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest?.("svg.overview, svg.lanes");
  if (!svg || event.button || event.pointerType === "touch") return;
  const x = across(svg, event);
  if (x < Number(svg.dataset.left)) return;
  const selection = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  selection.setAttribute("class", "selection");
  selection.setAttribute("y", "0");
  selection.setAttribute("height", svg.viewBox.baseVal.height);
  drag = { svg, from: x, to: x, selection };
});
document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  drag.to = across(drag.svg, event);
  if (!drag.selection.isConnected) drag.svg.append(drag.selection);
  drag.selection.setAttribute("x", Math.min(drag.from, drag.to));
  drag.selection.setAttribute("width", Math.abs(drag.to - drag.from));
});
let dragged = false; // a mark that the pointer is let go over is not followed
document.addEventListener("pointerup", () => {
  if (!drag) return;
  const { svg, from, to, selection } = drag;
  drag = null;
  selection.remove();
  dragged = Math.abs(to - from) >= 8;
  if (!dragged) return;
  const [first, last] = [from, to].sort((a, b) => a - b).map((x) => dayAt(svg, x));
  const address = new URL(location.href);
  address.searchParams.set("from", iso(first));
  address.searchParams.set("to", iso(last));
  address.searchParams.delete("page");
  show(address.href);
});
document.addEventListener(
  "click",
  (event) => {
    if (dragged && event.target.closest?.("svg.lanes")) event.preventDefault();
    dragged = false;
  },
  true,
);
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("svg")) event.preventDefault();
});
