// Files that are dropped on any page are imported.
import { tell } from "./desk.js";
import { dropped, send } from "./uploads.js";

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
let depth = 0;
const over = (now) => document.body.classList.toggle("dropping", now);

document.addEventListener("dragenter", (event) => {
  if (holdsFiles(event)) over(++depth > 0);
});
document.addEventListener("dragleave", (event) => {
  if (holdsFiles(event)) over(--depth > 0);
});
document.addEventListener("dragover", (event) => {
  if (holdsFiles(event)) event.preventDefault();
});
document.addEventListener("drop", async (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  depth = 0;
  over(false);
  try {
    take(await dropped(event.dataTransfer));
  } catch (error) {
    tell(`This could not be read: ${error.message}`, { failed: true });
  }
});

/** Import files and go where one sees what becomes of them. On the page of imports `about` and `then` are its own. */
export async function take(files, about = ownAbout(), then = ownThen) {
  if (!files.length) {
    tell("There is no file in this.", { failed: true });
    return;
  }
  tell(files.length === 1 ? `Sending ${files[0].name}` : `Sending ${files.length} files`);
  try {
    await then(await send(files, about));
  } catch (error) {
    tell(error.message, { failed: true });
  }
}

const ownAbout = () => {
  const form = document.getElementById("import");
  return form ? { publisher: form.publisher.value, published: form.published.value, title: form.title.value } : {};
};
let ownThen = () => location.assign("/import");

/** Say what is to be done with the ids of new imports instead of going to their page. */
export function onImports(act) {
  ownThen = act;
}
