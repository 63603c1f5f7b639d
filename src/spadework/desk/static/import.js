// The page of imports: files chosen, and what becomes of them as it happens.
import { ask } from "./api.js";
import { tell } from "./desk.js";
import { onImports, take } from "./drop.js";
import { chosen } from "./uploads.js";

const form = document.getElementById("import");
const list = document.getElementById("jobs");

for (const button of form.querySelectorAll("[data-choose]")) {
  const input = document.getElementById(button.dataset.choose);
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    await take(chosen(input));
    input.value = "";
  });
}
form.addEventListener("submit", (event) => event.preventDefault());

// The one thing that leaves the machine: the button names the host before it is pressed.
const fetching = document.getElementById("fetch");
const press = fetching.querySelector("button");
const host = () => {
  try {
    const url = new URL(fetching.address.value.trim());
    return ["http:", "https:"].includes(url.protocol) ? url.host : "";
  } catch {
    return "";
  }
};
fetching.address.addEventListener("input", () => {
  press.disabled = !host();
  press.textContent = host() ? `Fetch from ${host()}` : "Fetch";
});
fetching.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!host()) return;
  const about = Object.fromEntries(
    ["publisher", "published", "title"].map((name) => [name, form[name].value || null]),
  );
  try {
    await show(await ask("/imports/address", { method: "POST", body: { address: fetching.address.value.trim(), ...about } }));
    fetching.reset();
    fetching.address.dispatchEvent(new Event("input"));
  } catch (error) {
    tell(error.message, { failed: true });
  }
});

onImports(async (ids) => {
  for (const id of ids) show(await ask(`/jobs/${id}`));
});

const element = (name, text = "", className = "") => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
};
const state = (value) => element("span", value, `state ${value}`);

/** What became of one document. */
function outcome(became, name = "li") {
  const line = element(name, "", "outcome");
  line.append(state(became.state), " ");
  if (became.document) {
    const link = element("a", became.where);
    link.href = `/documents/${encodeURIComponent(became.document)}`;
    line.append(link, became.statements === 1 ? ", 1 statement" : `, ${became.statements} statements`);
  } else {
    line.append(became.where);
  }
  if (became.told) line.append(" ", element("small", became.told));
  return line;
}

/** A new import, above the others. */
function show(job) {
  list.querySelector(".none").hidden = true;
  const section = element("section", "", "job");
  Object.assign(section.dataset, { job: job.id, events: 0, state: job.state });
  const title = element("h3");
  const asked = element("time", new Date(job.asked).toISOString().slice(11, 16) + " UTC");
  asked.dateTime = job.asked;
  title.append(asked, ` by ${job.by}`);
  const sum = element("p", "", "sum");
  const cancel = element("button", "Cancel");
  cancel.type = "button";
  cancel.dataset.cancel = "";
  sum.append(state(job.state), " ", element("span", "", "counts"), " ", element("span", "", "told"), " ", cancel);
  const progress = element("progress");
  progress.max = job.files.length;
  progress.value = 0;
  progress.setAttribute("aria-label", "Files done");
  const files = element("ul", "", "files");
  for (const file of job.files) {
    const line = element("li");
    Object.assign(line.dataset, { file: file.number, name: file.name });
    const now = element("div", "", "outcome");
    now.append(state(file.state), " ", file.name);
    line.append(now);
    files.append(line);
  }
  section.append(title, sum, progress, files);
  list.prepend(section);
  follow(section);
}

// One stream at a time, for browsers open few connections, and imports run one after the other.
const waiting = [];
let following = false;

/** Follow an import, once those before it are over. */
function follow(section) {
  waiting.push(section);
  next();
}

function next() {
  if (following || !waiting.length) return;
  following = true;
  listen(waiting.shift(), () => {
    following = false;
    next();
  });
}

/** Show what happens to an import until it is over. What was missed, after a break in the connection, comes first. */
function listen(section, then) {
  const { job, events } = section.dataset;
  const source = new EventSource(`/api/jobs/${job}/events?after=${events}`);
  const on = (kind, act) => source.addEventListener(kind, (event) => act(JSON.parse(event.data)));
  on("job", (event) => {
    section.querySelector(".sum .state").replaceWith(state(event.state));
    section.querySelector(".told").textContent = event.told;
  });
  on("file", (event) => {
    const line = section.querySelector(`[data-file="${event.file}"]`);
    const before = [...line.querySelectorAll("li.outcome")];
    const first = line.querySelector("div.outcome");
    if (!event.became) {
      first.querySelector(".state").replaceWith(state(event.state));
    } else if (!line.dataset.became) {
      line.became = event.became;
      first.replaceWith(outcome(event.became, "div"));
    } else {
      if (!before.length) {
        const name = element("div", "", "outcome");
        name.append(state(event.state), ` ${line.dataset.name}`);
        first.replaceWith(name);
        const inner = element("ul");
        inner.append(outcome(line.became));
        line.append(inner);
      } else {
        first.querySelector(".state").replaceWith(state(event.state));
      }
      line.querySelector("ul").append(outcome(event.became));
    }
    if (event.became) line.dataset.became = Number(line.dataset.became ?? 0) + 1;
    count(section);
  });
  on("end", () => {
    source.close();
    section.querySelector("progress").hidden = true;
    section.querySelector("[data-cancel]")?.remove();
    section.dataset.state = "over";
    count(section);
    tell(`Import: ${section.querySelector(".counts").textContent}.`);
    then();
  });
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) return;
    tell("The desk no longer tells of this import. Reload the page.", { failed: true });
    then();
  };
}

function count(section) {
  const how = (name) => {
    const inner = section.querySelectorAll(`li.outcome .state.${name}`).length;
    const alone = [...section.querySelectorAll(`[data-file] > div.outcome .state.${name}`)];
    return inner + alone.filter((s) => !s.closest("[data-file]").querySelector("li.outcome")).length;
  };
  section.querySelector(".counts").textContent = `${how("added")} added, ${how("skipped")} skipped, ${how("failed")} failed`;
  const over = [...section.querySelectorAll("[data-file] > div.outcome .state")].filter(
    (s) => !["queued", "reading"].includes(s.textContent),
  );
  section.querySelector("progress").value = over.length;
}

list.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-cancel]");
  if (!button) return;
  const section = button.closest("[data-job]");
  button.disabled = true;
  try {
    const job = await ask(`/jobs/${section.dataset.job}/cancel`, { method: "POST" });
    section.querySelector(".sum .state").replaceWith(state(job.state));
  } catch (error) {
    tell(error.message, { failed: true });
    button.disabled = false;
  }
});

for (const section of [...list.querySelectorAll(".job")].reverse())
  if (["queued", "reading"].includes(section.dataset.state)) {
    for (const line of section.querySelectorAll("[data-file]")) line.replaceChildren(line.querySelector("div.outcome"));
    section.dataset.events = 0; // told again from the beginning, which is the least to go wrong
    follow(section);
  }
