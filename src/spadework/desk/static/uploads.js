// Files to the desk: chosen or dropped, folders with what is in them.
import { ask } from "./api.js";

const MOST = 64 * 1024 * 1024; // bytes at once; a single file may have more, and the desk has the last word
const MANY = 500;

const hidden = (name) => name.split("/").some((part) => part.startsWith("."));

/** Send files, several times if they are many; `about` is what is said of all of them. Gives the ids of the imports. */
export async function send(files, about = {}) {
  const jobs = [];
  for (const batch of batches(files.filter(({ name }) => !hidden(name)))) {
    const body = new FormData();
    for (const { name, file } of batch) body.append("files", file, name);
    for (const [field, value] of Object.entries(about)) if (value) body.append(field, value);
    jobs.push((await ask("/imports", { method: "POST", body })).id);
  }
  return jobs;
}

function* batches(files) {
  let batch = [];
  let size = 0;
  for (const one of files) {
    if (batch.length && (size + one.file.size > MOST || batch.length >= MANY)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(one);
    size += one.file.size;
  }
  if (batch.length) yield batch;
}

/** The files of an <input type="file">, named with their folders. */
export const chosen = (input) =>
  [...input.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));

/** The files of a drop, those of folders too. */
export async function dropped(transfer) {
  const entries = [...transfer.items].filter((i) => i.kind === "file").map((i) => i.webkitGetAsEntry?.() ?? i.getAsFile());
  const found = [];
  for (const entry of entries) if (entry) await walk(entry, "", found);
  return found;
}

async function walk(entry, folder, found) {
  if (entry instanceof File) {
    found.push({ name: entry.name, file: entry });
  } else if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    found.push({ name: folder + entry.name, file });
  } else {
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed)); // never all at once
      if (!some.length) break;
      for (const inner of some) await walk(inner, `${folder}${entry.name}/`, found);
    }
  }
}
