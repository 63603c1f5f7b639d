// The ledger: from row to row and from hit to hit.

import { onKey, tell } from "./desk.js";
import { fragment, shown, working } from "./rows.js";

const list = document.querySelector(".listing");
const words = list.dataset.words;
const mayWrite = document.querySelector("form.bulk") !== null;

async function refresh(ids) {
  const articles = new Set(ids.map((id) => shown(list, id)?.closest("article")).filter(Boolean));
  await Promise.all([...articles].map(async (old) => {
    const asked = words ? `?words=${encodeURIComponent(words)}` : "";
    let now;
    try {
      now = await fragment(`/ledger/rows/${encodeURIComponent(old.dataset.row)}${asked}`, "article");
    } catch (refused) {
      if (refused.status === 404) return old.remove(); // it is not there any more
      return tell(refused.message, { failed: true });
    }
    const picked = old.querySelector(".pick input")?.checked;
    if (picked) now.querySelector(".pick input").checked = true;
    old.replaceWith(now);
  }));
}

const rows = working(list, { refresh, mayWrite });

// Hits

const hits = () => [...list.querySelectorAll("mark")];
let hit = null;

function show(mark) {
  hit?.classList.remove("here");
  hit = mark;
  mark.classList.add("here");
  rows.choose(mark.closest("article"), { scroll: false });
  mark.scrollIntoView({ block: "center" });
}

function turn(by) {
  const all = hits();
  const here = all.indexOf(hit);
  const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
  if (next) return show(next);
  const page = document.querySelector(`a[rel=${by > 0 ? "next" : "prev"}]`);
  if (page && all.length) location.assign(`${page.href}#${by > 0 ? "first" : "last"}-hit`);
  else tell(all.length ? "There are no more hits." : "Nothing was searched for.");
}

onKey("n", "the next hit", () => turn(1));
onKey("p", "the hit before", () => turn(-1));
onKey("/", "search", () => document.getElementById("words")?.select());

const at = { "#first-hit": 0, "#last-hit": -1 }[location.hash];
const chosen = list.dataset.chosen ?? location.hash.slice(1);
if (at !== undefined && hits().length) show(hits().at(at));
else if (chosen) rows.choose(shown(list, chosen)?.closest("article"));
shown(list, chosen)?.classList.add("asked");
