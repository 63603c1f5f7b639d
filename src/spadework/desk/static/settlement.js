// The settlement page: what is moved goes into the address, and the parts that follow are asked for and put in their
// place. Only the page knows how things are drawn; nothing is worked out here but which other weights give way.
import { ask, Refused } from "./api.js";
import { onKey, tell } from "./desk.js";

const form = document.getElementById("tried");
const SHORT = 1800; // characters of an address that is still handed on
const PAUSE = 40; // milliseconds until a slider that moves is followed
const LATER = 450; // and the chances

// ---------------------------------------------------------------- State: the fields of the address

const state = new URLSearchParams(location.search);
state.delete("prospects");
if (form) {
  state.set("scenario", form.elements.scenario.value);
  for (const key of [...state.keys()]) {
    if (/^p\d+$/.test(key)) state.delete(key); // a form without this module names each issue
  }
}

const plain = () => {
  const kept = new URLSearchParams(state);
  for (const name of ["x", "y", "p"]) kept.delete(name);
  return kept.toString();
};

const remember = () => {
  const query = state.toString();
  if (query.length <= SHORT) history.replaceState(null, "", `${location.pathname}?${query}`);
  for (const link of document.querySelectorAll("[data-file]")) {
    link.href = `/settlement/scenario.${link.dataset.file}?${plain()}`;
  }
};

// ---------------------------------------------------------------- The parts that follow

let asking = null;
let waiting = null;
let later = null;
let turns = 0;

async function part(path, signal) {
  const answer = await fetch(`${path}?${state}`, { signal, credentials: "same-origin" });
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (signal.aborted) return;
  const at = document.activeElement?.closest?.("[data-live]") && document.activeElement.dataset?.package;
  for (const fresh of made.querySelectorAll("[data-live]")) {
    document.getElementById(fresh.id)?.replaceWith(document.adoptNode(fresh));
  }
  if (at) document.querySelector(`#frontier [data-package="${CSS.escape(at)}"]`)?.focus();
  if (!answer.ok && !made.querySelector("[data-live]")) throw new Refused(answer.status, {});
  follow();
}

/** Ask for the parts anew; what was asked before is dropped. */
function moved({ pause = PAUSE } = {}) {
  const turn = ++turns;
  remember();
  clearTimeout(waiting);
  clearTimeout(later);
  form.classList.add("waiting");
  waiting = setTimeout(async () => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      await part("/settlement/answer", signal);
      later = setTimeout(() => part("/settlement/prospects", signal).catch(failed), LATER);
    } catch (error) {
      failed(error);
    } finally {
      if (turn === turns) form.classList.remove("waiting");
    }
  }, pause);
}

function failed(error) {
  if (error.name !== "AbortError") tell(error.message || "The desk does not answer.", { failed: true });
}

/** Sliders that were not moved take the numbers that were settled with. */
function follow() {
  for (const told of document.querySelectorAll("#settled data")) {
    const field = told.dataset.of;
    if (field === "p") {
      told.value.split(".").forEach((option, n) => {
        const select = form.querySelector(`[data-pick="${n}"]`);
        if (select && option !== "") select.value = option;
      });
      continue;
    }
    const slider = document.getElementById(field);
    if (slider && slider !== document.activeElement) slider.value = told.value;
    if (slider) shown(slider, told.value);
    form.querySelectorAll(`[data-ends="${field}"] input`).forEach((input, n) => {
      if (input !== document.activeElement) input.value = +(+[told.dataset.low, told.value, told.dataset.high][n]).toPrecision(4);
    });
  }
}

function shown(slider, value) {
  const output = form.querySelector(`output[for="${slider.id}"]`);
  output.textContent = "share" in slider.dataset ? `${Math.round(100 * value)}%` : (+value).toFixed(3);
  slider.closest(".slide").classList.toggle("moved", state.has(slider.name));
}

// ---------------------------------------------------------------- What people move

/** The likely number that a field of the address holds. */
const likely = (text) => {
  const parts = text.split("..").map(Number);
  return parts.length === 3 ? parts[1] : parts.length === 2 ? (parts[0] + parts[1]) / 2 : parts[0];
};

/** Other weights of the party that were moved before give way, so that the one moved last is what it is set to. */
function giveWay(field, value) {
  const party = field.slice(1).split(".")[0];
  const others = [...state.keys()].filter((k) => k.startsWith(`w${party}.`) && k !== field);
  const sum = others.reduce((total, k) => total + likely(state.get(k)), 0);
  const room = Math.max(0, 1 - value);
  if (sum <= room) return;
  for (const k of others) {
    const by = sum ? room / sum : 0;
    state.set(k, state.get(k).split("..").map((x) => +(x * by).toFixed(4)).join(".."));
  }
}

form?.addEventListener("input", (event) => {
  const { target } = event;
  if (target.type === "range") {
    state.set(target.name, target.value);
    if (target.name.startsWith("w")) giveWay(target.name, +target.value);
    shown(target, target.value);
    moved();
  }
});

form?.addEventListener("change", (event) => {
  const { target } = event;
  if (target.matches("[data-pick]")) {
    state.set("p", [...form.querySelectorAll("[data-pick]")].map((s) => s.value).join("."));
  } else if (target.matches("#x, #y")) {
    state.set(target.name, target.value);
  } else if (target.matches("[data-line]")) {
    state.set(target.name, target.checked ? "1" : "0");
    const details = target.closest("details");
    const n = details.querySelectorAll("[data-line]:checked").length;
    details.querySelector("[data-lines]").textContent = n ? ` ${n} red line${n === 1 ? "" : "s"}` : "";
  } else if (target.matches("[data-known]")) {
    const slider = document.getElementById(target.dataset.known);
    slider.disabled = !target.checked;
    state.set(slider.name, target.checked ? slider.value : "");
    if (target.checked) shown(slider, slider.value);
    else form.querySelector(`output[for="${slider.id}"]`).textContent = "–";
  } else if (target.closest("[data-ends]")) {
    const inputs = [...target.closest("[data-ends]").querySelectorAll("input")];
    const field = target.closest("[data-ends]").dataset.ends;
    const numbers = inputs.map((x) => Number(x.value));
    const n = inputs.indexOf(target);
    // The end that was changed pushes the others, so that they rise.
    for (let k = n - 1; k >= 0; k--) numbers[k] = Math.min(numbers[k], numbers[k + 1]);
    for (let k = n + 1; k < 3; k++) numbers[k] = Math.max(numbers[k], numbers[k - 1]);
    inputs.forEach((x, k) => (x.value = numbers[k]));
    state.set(field, numbers.join(".."));
    if (field.startsWith("w")) giveWay(field, numbers[1]);
  } else {
    return;
  }
  moved({ pause: 0 });
});

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  moved({ pause: 0 });
});

// ---------------------------------------------------------------- To pick a package in the charts and the lists

const packageOf = (link) => link.dataset.package || new URLSearchParams(link.search ?? "").get("p");

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-package]");
  if (!link || !form || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  state.set("p", packageOf(link));
  link.focus();
  moved({ pause: 0 });
});

const readout = document.getElementById("readout");
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const link = event.target.closest?.(".chart a");
    if (link && readout) readout.textContent = link.getAttribute("aria-label");
  });
}

// From a mark of the chart the arrows lead to the deals, in the order from left to right.
document.addEventListener("keydown", (event) => {
  const here = event.target.closest?.(".chart a");
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!here || !step) return;
  event.preventDefault();
  const place = (a) => a.getBBox().x;
  const all = [...here.closest("svg").querySelectorAll("a")].sort((a, b) => place(a) - place(b));
  all[(all.indexOf(here) + step + all.length) % all.length].focus();
});

// ---------------------------------------------------------------- Where a number comes from

const why = document.createElement("div");
why.id = "why";
why.hidden = true;
why.setAttribute("aria-hidden", "true");
document.body.append(why);
const explain = (event) => {
  const from = event.target.closest?.(".from[data-why]");
  why.hidden = !from;
  if (!from) return;
  why.textContent = from.dataset.why;
  const box = from.getBoundingClientRect();
  why.style.left = `${Math.max(8, Math.min(box.left, innerWidth - why.offsetWidth - 8))}px`;
  why.style.top = `${box.top - why.offsetHeight - 6 > 0 ? box.top - why.offsetHeight - 6 : box.bottom + 6}px`;
};
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, explain);
document.addEventListener("focusout", () => (why.hidden = true));
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".from[href]")) document.querySelector(".origins").open = true;
});

// ---------------------------------------------------------------- To keep, to go back, to bring in

for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => document.getElementById(button.dataset.open).showModal());
}
for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}

const goTo = (version) => location.assign(`/settlement?scenario=${encodeURIComponent(version.name)}`);

async function doing(does) {
  try {
    goTo(await does());
  } catch (error) {
    tell(error.message, { failed: true });
    const known = document.querySelector("[data-keep]");
    if (error.status === 409 && known) known.dataset.latest = error.problem.version;
  }
}

/** The number of the latest version under a name, 0 if there is none. */
async function latest(name) {
  const { kept } = await ask("/scenarios");
  return kept.find((k) => k.name === name)?.number ?? 0;
}

document.querySelector("[data-keep]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const { target } = event;
  const { name, reason, confirmed } = target.elements;
  const version = Number(target.dataset.version);
  // Under its own name it takes the place of what was looked at; if that is no longer the latest the desk says so.
  const own = name.value === target.dataset.from;
  doing(async () => {
    const kept = await ask(`/scenarios/${encodeURIComponent(name.value)}`, {
      method: "PUT",
      body: {
        name: target.dataset.from,
        version: version || null,
        query: plain(),
        seen: own ? version : 0,
        reason: reason.value,
        confirmed: confirmed?.checked ?? false,
      },
    });
    return kept;
  });
});

document.querySelector("[data-bring]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const { target } = event;
  doing(async () => {
    const body = new FormData(target);
    const name = target.elements.name.value;
    body.delete("name");
    body.set("seen", await latest(name));
    return ask(`/scenarios/${encodeURIComponent(name)}/import`, { method: "POST", body });
  });
});

for (const button of document.querySelectorAll("[data-restore]")) {
  button.addEventListener("click", () =>
    doing(() =>
      ask(`/scenarios/${encodeURIComponent(button.dataset.name)}/restore`, {
        method: "POST",
        body: { version: Number(button.dataset.restore), seen: Number(button.dataset.seen) },
      }),
    ),
  );
}

// ---------------------------------------------------------------- To begin with

if (form) {
  follow();
  remember();
  onKey("z", "reset what was moved", () => document.querySelector("[data-reset]").click());
  if (document.querySelector("#prospects [data-waiting]")) {
    asking = new AbortController();
    later = setTimeout(() => part("/settlement/prospects", asking.signal).catch(failed), LATER);
  }
}
