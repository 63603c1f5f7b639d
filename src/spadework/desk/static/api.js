// Asking the desk. What it refuses becomes a `Refused` with its own words.

/** The desk refused: `status` and `problem` as it told them. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || `The desk answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** Ask for `path` under /api; gives what it answers, parsed. Throws Refused. */
export async function ask(path, { method = "GET", body, signal } = {}) {
  const headers = { accept: "application/json" };
  if (method !== "GET") headers["x-csrf-token"] = token();
  if (body !== undefined && !(body instanceof FormData)) {
    headers["content-type"] = "application/json";
    body = JSON.stringify(body);
  }
  const answer = await fetch(`/api${path}`, { method, headers, body, signal, credentials: "same-origin" });
  if (answer.status === 204) return null;
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told);
  return told;
}
