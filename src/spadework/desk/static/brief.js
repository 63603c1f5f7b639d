// Parts of a brief moved up and down. The form sends them in the order in which they stand.

const list = document.getElementById("parts");

for (const line of list.children) {
  const name = line.querySelector("label").textContent;
  const moves = document.createElement("span");
  moves.className = "moves";
  for (const [sign, step, where] of [
    ["↑", -1, "up"],
    ["↓", 1, "down"],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = sign;
    button.setAttribute("aria-label", `Move ${name} ${where}`);
    button.addEventListener("click", () => {
      const other = step < 0 ? line.previousElementSibling : line.nextElementSibling;
      if (!other) return;
      if (step < 0) other.before(line);
      else other.after(line);
      button.focus();
    });
    moves.append(button);
  }
  line.append(moves);
}
