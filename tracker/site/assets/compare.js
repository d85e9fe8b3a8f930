// Any two versions of a document, sentence beside sentence, from window.trackerVersions (versions.js beside the page).
(() => {
  "use strict";
  const ALIKE = 0.5; // share of words in common from which two sentences are one, reworded
  const CELLS = 250000; // pairs of sentences compared in one passage at the most
  const KEPT = 0.3; // share of words that must survive, else both are shown whole
  const TOKENS = 4000; // words of a sentence compared at the most
  const FIRST = 1200; // letters of the latest comparison that are shown unasked
  const OFTEN = 300; // a line that stands there so often says nothing about its place
  const SMALL = new Set("a an the and or but of in on at by for to from with as is are was be it its that this".split(" "));

  // Longest common subsequence as pairs of places (Hunt and Szymanski: quick where most values are rare).
  function common(a, b) {
    const where = new Map();
    for (let j = b.length - 1; j >= 0; j--) where.set(b[j], [...(where.get(b[j]) || []).slice(0, OFTEN), j]);
    const ends = [];
    const links = [];
    a.forEach((value, i) => {
      const places = where.get(value) || [];
      for (const j of places.length > OFTEN ? [] : places) {
        let [low, high] = [0, ends.length];
        while (low < high) {
          const middle = (low + high) >> 1;
          if (ends[middle] < j) low = middle + 1;
          else high = middle;
        }
        ends[low] = j;
        links[low] = { pair: [i, j], before: links[low - 1] };
      }
    });
    const pairs = [];
    for (let link = links[ends.length - 1]; link; link = link.before) pairs.push(link.pair);
    return pairs.reverse();
  }

  // Words and marks, each with the blanks behind it, which do not count when they are compared.
  const tokens = (text) => text.match(/(?:[£$€]?\d+(?:[.,]\d+)*[%\w]*|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|\S)\s*/gu) || [];
  const bare = (list) => list.map((token) => token.trim());
  const isWord = (token) => /[\p{L}\p{N}]/u.test(token);
  const isSmall = (token) => SMALL.has(token.trim().toLowerCase());
  const bag = (text) => new Set(bare(tokens(text.toLowerCase())).filter((one) => isWord(one) && !isSmall(one)));

  function alike(one, other) {
    const shared = [...one].filter((word) => other.has(word)).length;
    return shared && (2 * shared) / (one.size + other.size);
  }

  // Pairs and what stands between them, in order: put(slice, slice, paired).
  function walk(left, right, pairs, put) {
    let [i, j] = [0, 0];
    for (const [a, b] of [...pairs, [left.length, right.length]]) {
      if (i < a || j < b) put(left.slice(i, a), right.slice(j, b), false);
      if (a < left.length) put([left[a]], [right[b]], true);
      [i, j] = [a + 1, b + 1];
    }
  }

  // Rows of two texts, given as numbers of lines; a line that only moved says so.
  function align(old, fresh, lines) {
    const rows = [];
    const add = (kind, a, b) => rows.push({ kind, old: a, new: b });
    const between = (left, right, paired) => {
      if (paired) return add("changed", left[0], right[0]);
      for (const line of left) add("removed", line, null);
      for (const line of right) add("added", null, line);
    };
    walk(old, fresh, common(old, fresh), (left, right, paired) =>
      paired ? add("same", left[0], right[0]) : walk(left, right, chain(left, right, lines), between));
    const gone = new Set(rows.map((row) => row.kind === "removed" && row.old));
    const came = new Set(rows.map((row) => row.kind === "added" && row.new));
    for (const row of rows) row.moved = row.kind === "removed" ? came.has(row.old) : row.kind === "added" && gone.has(row.new);
    return rows;
  }

  // Between two anchors: the heaviest chain of sentences of one kind that are alike.
  function chain(left, right, lines) {
    if (!left.length || !right.length || left.length * right.length > CELLS) return [];
    const [mine, theirs] = [left, right].map((list) => list.map((line) => bag(lines[line][1])));
    const best = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1));
    for (let i = left.length - 1; i >= 0; i--) {
      for (let j = right.length - 1; j >= 0; j--) {
        const gain = lines[left[i]][0] === lines[right[j]][0] ? alike(mine[i], theirs[j]) : 0;
        best[i][j] = Math.max(gain >= ALIKE ? gain + best[i + 1][j + 1] : 0, best[i + 1][j], best[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < left.length && j < right.length; ) {
      if (best[i][j] === best[i + 1][j]) i++;
      else if (best[i][j] === best[i][j + 1]) j++;
      else pairs.push([i++, j++]);
    }
    return pairs;
  }

  // Runs of words, never letters: [["same" | "old" | "new", text], …].
  function differ(before, after) {
    const [left, right] = [tokens(before), tokens(after)];
    const whole = [["old", before], ["new", after]];
    if (Math.max(left.length, right.length) > TOKENS) return whole;
    const runs = [];
    const put = (old, fresh, same) => {
      const last = runs[runs.length - 1];
      if (last && last.same === same) (last.old.push(...old), last.new.push(...fresh));
      else runs.push({ same, old: [...old], new: [...fresh] });
    };
    walk(left, right, common(bare(left), bare(right)), put);
    // One or two small words that happen to stand in both are no island worth keeping.
    for (const [at, run] of [...runs.splice(0)].entries()) {
      const words = run.old.filter(isWord);
      put(run.old, run.new, run.same && (!at || words.length > 2 || !words.every(isSmall)));
    }
    const count = (list) => list.filter(isWord).length;
    const kept = runs.reduce((sum, run) => sum + (run.same ? count(run.old) : 0), 0);
    if (kept < KEPT * Math.min(count(left), count(right))) return whole;
    const told = ({ same, old, new: fresh }) => (same ? [["same", fresh.join(""), old.join("")]] : [["old", old.join("")], ["new", fresh.join("")]]);
    return runs.flatMap(told).filter(([, text]) => text);
  }

  function chosen(hash, numbers) {
    const found = /^#(\d+)\.\.(\d+)$/.exec(hash);
    const asked = found && [Number(found[1]), Number(found[2])];
    return asked && asked.every((one) => numbers.includes(one)) ? asked : null;
  }

  if (typeof module === "object") module.exports = { align, chosen, common, differ };
  if (typeof document === "undefined") return;
  const data = window.trackerVersions;
  const home = document.getElementById("compare");
  if (!data || !home || data.versions.length < 2) return;

  function make(tag, given, ...inside) {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inside);
    return made;
  }

  const numbers = data.versions.map((one) => one.number);
  const linesOf = (select) => data.versions.find((one) => one.number === Number(select.value)).lines;
  const pick = (id, options) => make("select", { id }, ...options.map(([words, value]) => new Option(words, value)));
  const versions = data.versions.map((one) => [`${one.number}, seen ${one.seen || one.at.slice(0, 10)}`, one.number]);
  const [from, to] = [pick("compare-from", versions), pick("compare-to", versions)];
  const layout = pick("compare-layout", [["side by side", "sides"], ["in one text", "inline"]]);
  const swap = make("button", { type: "button" }, "Swap");
  const status = make("p", { className: "count", role: "status" });
  const shown = make("div", { className: "compared" });
  const field = (words, select) => make("p", {}, make("label", { htmlFor: select.id }, words), select);
  home.append(make("div", { className: "controls" }, field("Before", from), field("After", to), field("Show", layout), swap), status, shown);

  function told(row) {
    const [before, after] = [row.old, row.new].map((line) => line !== null && data.lines[line][1]);
    const runs = row.kind === "changed" ? differ(before, after) : [{ same: ["same", after], removed: ["old", before], added: ["new", after] }[row.kind]];
    let end = ""; // of the words before: a mark neither begins nor ends with a blank
    const words = (...marks) => runs.filter(([mark]) => marks.includes(mark)).flatMap(([mark, text, was]) => {
      const told = marks.includes("new") ? text : was || text;
      const space = mark === "old" && /\w$/.test(end) ? " " : "";
      end = told;
      return mark === "same" ? [told] : [space, make(mark === "old" ? "del" : "ins", {}, told.trimEnd()), /\s*$/.exec(told)[0]];
    });
    const note = row.moved ? [make("span", { className: "note" }, row.kind === "added" ? " (moved here)" : " (moved from here)")] : [];
    const kind = data.lines[row.new === null ? row.old : row.new][0];
    const className = `row ${row.kind} ${/^h\d$/.test(kind) ? "heading" : kind}`;
    if (layout.value === "inline") return make("p", { className }, ...words("same", "old", "new"), ...note);
    const half = (name, text, mark) => make("p", { className: "side" }, make("span", { className: "vh" }, `${name}: `),
      ...(text === false ? ["–"] : [...words("same", mark), ...note]));
    return make("div", { className: `${className} sides` }, half("Before", before, "old"), half("After", after, "new"));
  }

  // Unchanged passages are folded away behind a button; one sentence stays around each change.
  function folded(rows) {
    const far = (at) => rows.slice(Math.max(0, at - 1), at + 2).every((row) => row.kind === "same");
    const made = [];
    for (let at = 0; at < rows.length; at++) {
      let end = at;
      while (end < rows.length && far(end)) end++;
      if (end - at < 2) {
        made.push(told(rows[at]));
        continue;
      }
      const passage = rows.slice(at, end);
      const button = make("button", { type: "button", className: "fold" }, `${passage.length} unchanged`);
      button.addEventListener("click", () => button.replaceWith(...passage.map(told)));
      made.push(button);
      at = end - 1;
    }
    return made;
  }

  // Until a reader asks for more, the beginning: a page that is written anew would be hundreds of screens long.
  function begun(made) {
    let [at, letters] = [0, 0];
    while (at < made.length && letters < FIRST) letters += made[at++].textContent.length;
    const rest = made.splice(at);
    const more = make("button", { type: "button", className: "fold" }, `Show the other ${rest.length} passages`);
    more.addEventListener("click", () => more.replaceWith(...rest));
    return rest.length ? [...made, more] : made;
  }

  function show(whole) {
    const rows = align(linesOf(from), linesOf(to), data.lines);
    const count = (kind, moved) => rows.filter((row) => row.kind === kind && row.moved === moved).length;
    status.textContent = `Version ${from.value} against version ${to.value}: ${count("changed", false)} reworded, ${count("added", false)} added, `
      + `${count("removed", false)} removed, ${count("added", true) || "none"} moved, ${count("same", false)} unchanged. Compared by your browser.`;
    shown.replaceChildren(...(whole ? folded(rows) : begun(folded(rows))));
  }

  function choose(pair, keep, whole = true) {
    [from.value, to.value] = pair;
    if (keep) history.replaceState(null, "", `#${pair.join("..")}`);
    show(whole);
  }

  const asked = () => chosen(location.hash, numbers);
  for (const one of [from, to, layout]) one.addEventListener("change", () => choose([from.value, to.value], true));
  swap.addEventListener("click", () => choose([to.value, from.value], true));
  window.addEventListener("hashchange", () => asked() && choose(asked()));
  if (window.matchMedia("(max-width: 40rem)").matches) layout.value = "inline";
  choose(asked() || numbers.slice(-2), false, Boolean(asked()));
  if (asked()) home.scrollIntoView();
})();
