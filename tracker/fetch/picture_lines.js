(() => {
  // Where each printed line of text stands, in pixels of the page; nothing on the page is changed.
  const MOST_LINES = 5000, MOST_WORDS = 60000, LONGEST = 400;
  const lines = [], blocks = new Map(), range = document.createRange();
  const blockOf = (element) => {
    let at = element;
    while (at && at.parentElement) {
      if (!blocks.has(at)) blocks.set(at, /^(inline$|contents$|ruby)/.test(getComputedStyle(at).display));
      if (!blocks.get(at)) break;
      at = at.parentElement;
    }
    return at;
  };
  let words = 0, line = null, block = null;
  const close = () => {
    if (line) lines.push([line.left, line.top, line.right - line.left, line.bottom - line.top, line.text.slice(0, LONGEST)]);
    line = null;
  };
  const read = (node) => {
    const parent = node.parentElement || (node.parentNode && node.parentNode.host);
    if (!parent || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA|TITLE)$/.test(parent.tagName)) return;
    const style = getComputedStyle(parent);
    if (style.visibility !== "visible" || style.display === "none" || style.opacity === "0") return;
    const within = blockOf(parent);
    for (const word of node.data.matchAll(/\S+/g)) {
      if (lines.length >= MOST_LINES || ++words > MOST_WORDS) return;
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      for (const box of [...range.getClientRects()].slice(0, 1)) {
        const left = box.left + scrollX, top = box.top + scrollY, right = box.right + scrollX, bottom = box.bottom + scrollY;
        if (right - left < 1 || bottom - top < 1) continue;
        const middle = (top + bottom) / 2;
        if (line && block === within && middle > line.top && middle < line.bottom && left >= line.left) {
          line.text += " " + word[0];
          line.right = Math.max(line.right, right);
          line.top = Math.min(line.top, top);
          line.bottom = Math.max(line.bottom, bottom);
        } else {
          close();
          block = within;
          line = { left, top, right, bottom, text: word[0] };
        }
      }
    }
  };
  const waiting = [document.body];
  while (waiting.length && lines.length < MOST_LINES && words <= MOST_WORDS) {
    const node = waiting.pop();
    if (!node) continue;
    if (node.nodeType === Node.TEXT_NODE) { read(node); continue; }
    const inside = [...(node.shadowRoot ? node.shadowRoot.childNodes : []), ...node.childNodes];
    for (const child of inside.reverse()) waiting.push(child);
  }
  close();
  return { lines };
})
