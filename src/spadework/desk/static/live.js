// A page's parts made anew without leaving it: what carries `data-live` and an id is fetched again and put in its place.

const parsed = async (address) => {
  const answer = await fetch(address, { credentials: "same-origin", headers: { accept: "text/html" } });
  // What the desk sends is escaped; nothing in a document parsed so is run.
  return { ok: answer.ok, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
};

/** Show again what is on the page, as it is now; `address` becomes that of the page if it is another one. */
export async function refresh(address = location.href) {
  const { ok, page } = await parsed(address);
  if (!ok) throw new Error(page.querySelector("main .lead")?.textContent ?? "The page could not be fetched.");
  for (const old of document.querySelectorAll("main [data-live]")) {
    const fresh = page.getElementById(old.id);
    if (fresh && !old.closest("dialog")) old.replaceWith(document.importNode(fresh, true));
  }
  document.title = page.title;
  if (address !== location.href) history.pushState(null, "", address);
  document.dispatchEvent(new CustomEvent("desk:refreshed"));
}

const panel = document.getElementById("panel");
let shown = null;

/** Show another page of the desk at the side of this one. */
export async function beside(address) {
  const { page } = await parsed(address);
  const part = page.querySelector("main > *") && document.importNode(page.querySelector("main"), true);
  panel.querySelector(".held-here").replaceChildren(...(part ? part.childNodes : []));
  shown = address;
  if (!panel.open) panel.showModal();
}

/** After a change: the page, and what is shown beside it. */
export async function refreshAll() {
  if (panel?.open && shown) await beside(shown);
  await refresh();
}

panel?.addEventListener("close", () => {
  shown = null;
});
panel?.addEventListener("click", (event) => {
  if (event.target === panel) panel.close(); // beside it
  const link = event.target.closest(".pages a");
  if (link) {
    event.preventDefault();
    beside(link.href);
  }
});
addEventListener("popstate", () => refresh().catch(() => location.reload()));
