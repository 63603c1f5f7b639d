// Places in a document: the code points between which the selected words stand.

const points = (text) => [...text].length;

/** The selected words and where they stand, without blanks around; null if none are selected within `root`. */
export function selectedPlace(root) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let start = null;
  let text = "";
  let end = null;
  for (const run of root.querySelectorAll("[data-at]")) {
    if (!range.intersectsNode(run)) continue;
    const whole = run.textContent;
    const from = run.contains(range.startContainer) ? offset(run, range.startContainer, range.startOffset) : 0;
    const to = run.contains(range.endContainer) ? offset(run, range.endContainer, range.endOffset) : whole.length;
    let piece = whole.slice(from, to);
    if (start === null) {
      const bare = piece.trimStart();
      if (!bare) continue;
      start = Number(run.dataset.at) + points(whole.slice(0, from + piece.length - bare.length));
      piece = bare;
    }
    text += piece;
    const kept = piece.trimEnd();
    if (kept) end = Number(run.dataset.at) + points(whole.slice(0, to - (piece.length - kept.length)));
  }
  return start === null || end === null ? null : { start, end, text: text.trim() };
}

/** UTF-16 offset within a run: of text it is the range's own, of the run itself its beginning or end. */
function offset(run, node, at) {
  if (node.nodeType === Node.TEXT_NODE) return at;
  return at === 0 ? 0 : run.textContent.length;
}

/** The last place that was selected within `root`, also when the selection is gone since. */
export function watchPlaces(root, told = () => {}) {
  let last = null;
  document.addEventListener("selectionchange", () => {
    const place = selectedPlace(root);
    if (place) last = place;
    told(place);
  });
  return () => last;
}
