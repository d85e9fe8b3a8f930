// Any two versions of a document, sentence beside sentence, from window.trackerVersions (versions.js beside the page).
(() => {
  "use strict";
  const ALIKE = 0.5; // share of their words that two sentences must have in common to be held for one, reworded
  const CELLS = 250000; // pairs of sentences compared in one passage; beyond it they are shown as removed and added
  const KEPT = 0.3; // share of the words that must survive; under it both sentences are shown whole
  const TOKENS = 4000; // words of one sentence that are compared
  const CONTEXT = 1; // unchanged sentences shown around each change
  const SMALL = new Set("a an the and or but of in on at by for to from with as is are was be it its that this".split(" "));

  // Longest common subsequence as rising pairs of places (Hunt and Szymanski: quick where most values are rare).
  function common(a, b) {
    let head = 0;
    let enda = a.length;
    let endb = b.length;
    while (head < enda && head < endb && a[head] === b[head]) head++;
    while (enda > head && endb > head && a[enda - 1] === b[endb - 1]) (enda--, endb--);
    const where = new Map();
    for (let j = endb - 1; j >= head; j--) {
      if (where.has(b[j])) where.get(b[j]).push(j);
      else where.set(b[j], [j]);
    }
    const ends = [];
    const links = [];
    for (let i = head; i < enda; i++) {
      const places = where.get(a[i]) || [];
      if (places.length > 300) continue; // a line that stands there so often says nothing about its place
      for (const j of places) {
        let low = 0;
        let high = ends.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (ends[middle] < j) low = middle + 1;
          else high = middle;
        }
        ends[low] = j;
        links[low] = { i, j, before: low ? links[low - 1] : null };
      }
    }
    const middle = [];
    for (let link = links[ends.length - 1]; link; link = link.before) middle.push([link.i, link.j]);
    const pairs = [];
    for (let k = 0; k < head; k++) pairs.push([k, k]);
    pairs.push(...middle.reverse());
    for (let k = 0; enda + k < a.length; k++) pairs.push([enda + k, endb + k]);
    return pairs;
  }

  // Words and marks, each with the blanks behind it, which do not count when they are compared.
  const tokens = (text) => text.match(/(?:[£$€]?\d+(?:[.,]\d+)*[%\w]*|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|\S)\s*/gu) || [];
  const bare = (list) => list.map((token) => token.trim());
  const isWord = (token) => /[\p{L}\p{N}]/u.test(token);
  const bag = (text) => new Set(bare(tokens(text.toLowerCase())).filter((one) => isWord(one) && !SMALL.has(one)));

  function alike(one, other) {
    let shared = 0;
    for (const word of one) if (other.has(word)) shared++;
    return one.size + other.size ? (2 * shared) / (one.size + other.size) : 0;
  }

  // Rows of two texts, given as numbers of lines: same, changed, removed, added; a line that only moved says so.
  function align(old, fresh, lines) {
    const rows = [];
    let i = 0;
    let j = 0;
    for (const [a, b] of [...common(old, fresh), [old.length, fresh.length]]) {
      rows.push(...gap(old.slice(i, a), fresh.slice(j, b), lines));
      if (a < old.length) rows.push({ kind: "same", old: old[a], new: fresh[b] });
      [i, j] = [a + 1, b + 1];
    }
    const gone = new Set(rows.filter((row) => row.kind === "removed").map((row) => row.old));
    const came = new Set(rows.filter((row) => row.kind === "added").map((row) => row.new));
    for (const row of rows) {
      row.moved = (row.kind === "removed" && came.has(row.old)) || (row.kind === "added" && gone.has(row.new));
    }
    return rows;
  }

  // Between two anchors: the heaviest chain of sentences of one kind that are alike; what is left came or went.
  function gap(left, right, lines) {
    const rows = [];
    const pairs = left.length && right.length && left.length * right.length <= CELLS ? chain(left, right, lines) : [];
    let i = 0;
    let j = 0;
    for (const [a, b] of [...pairs, [left.length, right.length]]) {
      for (; i < a; i++) rows.push({ kind: "removed", old: left[i], new: null });
      for (; j < b; j++) rows.push({ kind: "added", old: null, new: right[j] });
      if (a < left.length) rows.push({ kind: "changed", old: left[a], new: right[b] });
      [i, j] = [a + 1, b + 1];
    }
    return rows;
  }

  function chain(left, right, lines) {
    const bags = (list) => list.map((line) => bag(lines[line][1]));
    const [mine, theirs] = [bags(left), bags(right)];
    const wide = right.length + 1;
    const best = new Float64Array((left.length + 1) * wide);
    const score = (i, j) => (lines[left[i]][0] === lines[right[j]][0] ? alike(mine[i], theirs[j]) : 0);
    for (let i = left.length - 1; i >= 0; i--) {
      for (let j = right.length - 1; j >= 0; j--) {
        const gain = score(i, j);
        const paired = gain >= ALIKE ? gain + best[(i + 1) * wide + j + 1] : 0;
        best[i * wide + j] = Math.max(paired, best[(i + 1) * wide + j], best[i * wide + j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < left.length && j < right.length; ) {
      const here = best[i * wide + j];
      if (here === best[(i + 1) * wide + j]) i++;
      else if (here === best[i * wide + j + 1]) j++;
      else pairs.push([i++, j++]);
    }
    return pairs;
  }

  // Runs of words: [["same" | "old" | "new", text], …], the old words before the new; words, never letters.
  function differ(before, after) {
    const [left, right] = [tokens(before), tokens(after)];
    const whole = [["old", before], ["new", after]];
    if (left.length > TOKENS || right.length > TOKENS) return whole;
    const runs = [];
    let i = 0;
    let j = 0;
    const change = (a, b) => {
      if (i < a || j < b) runs.push({ same: false, old: left.slice(i, a), new: right.slice(j, b) });
    };
    for (const [a, b] of common(bare(left), bare(right))) {
      change(a, b);
      const last = runs[runs.length - 1];
      if (last && last.same) (last.old.push(left[a]), last.new.push(right[b]));
      else runs.push({ same: true, old: [left[a]], new: [right[b]] });
      [i, j] = [a + 1, b + 1];
    }
    change(left.length, right.length);
    const smooth = [];
    for (const [at, run] of runs.entries()) {
      const words = run.old.filter(isWord);
      const island = run.same && at && at < runs.length - 1 && words.length <= 2 && words.every((one) => SMALL.has(one.trim().toLowerCase()));
      const last = smooth[smooth.length - 1];
      if (last && (island || !run.same) && !last.same) (last.old.push(...run.old), last.new.push(...run.new));
      else smooth.push({ same: run.same && !island, old: [...run.old], new: [...run.new] });
    }
    const count = (list) => list.filter(isWord).length;
    const kept = smooth.filter((run) => run.same).reduce((sum, run) => sum + count(run.old), 0);
    if (kept < KEPT * Math.max(1, Math.min(count(left), count(right)))) return whole;
    const told = [];
    for (const run of smooth) {
      if (run.same) told.push(["same", run.new.join("")]);
      else {
        if (run.old.length) told.push(["old", run.old.join("")]);
        if (run.new.length) told.push(["new", run.new.join("")]);
      }
    }
    return told;
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

  const sheet = new URL("pledges.css", document.currentScript.src).href;
  if (![...document.styleSheets].some((one) => one.href === sheet)) document.head.append(make("link", { rel: "stylesheet", href: sheet }));

  const numbers = data.versions.map((one) => one.number);
  const byNumber = new Map(data.versions.map((one) => [one.number, one]));
  const pick = (name) => {
    const select = make("select", { id: `compare-${name}` });
    for (const one of data.versions) select.append(new Option(`${one.number}, seen ${one.seen || one.at.slice(0, 10)}`, one.number));
    return select;
  };
  const [from, to] = [pick("from"), pick("to")];
  const layout = make("select", { id: "compare-layout" }, new Option("side by side", "sides"), new Option("in one text", "inline"));
  const swap = make("button", { type: "button", textContent: "Swap" });
  const status = make("p", { className: "count" });
  status.setAttribute("role", "status");
  const shown = make("div", { className: "compared" });
  const field = (words, select) => make("p", {}, make("label", { htmlFor: select.id, textContent: words }), " ", select);
  home.append(
    make("div", { className: "controls" }, field("Before", from), field("After", to), field("Show", layout), make("p", {}, swap)),
    status,
    shown,
  );

  const tags = { old: "del", new: "ins" };
  const side = (runs, mark) => runs.filter(([kind]) => kind === "same" || kind === mark || mark === "both")
    .map(([kind, text]) => (kind === "same" ? text : make(tags[kind], {}, text)));
  const whole = (kind, text) => (kind === "same" ? [text] : [make(tags[kind], {}, text)]);
  const hidden = (words) => make("span", { className: "vh", textContent: words });
  const noted = (row) => (row.moved ? [make("span", { className: "note", textContent: row.kind === "removed" ? " (moved from here)" : " (moved here)" })] : []);

  function told(row) {
    const line = (at) => data.lines[at][1];
    const runs = row.kind === "changed" ? differ(line(row.old), line(row.new)) : null;
    const heading = /^h\d$/.test(data.lines[row.old === null ? row.new : row.old][0]) ? " heading" : "";
    if (layout.value === "inline") {
      const inside = runs ? side(runs, "both") : row.kind === "same" ? [line(row.new)]
        : row.kind === "removed" ? whole("old", line(row.old)) : whole("new", line(row.new));
      return make("p", { className: `row ${row.kind}${heading}` }, ...inside, ...noted(row));
    }
    const half = (name, at, mark) => make("div", { className: "side" }, make("p", {}, hidden(`${name}: `),
      ...(at === null ? [make("span", { className: "faint", textContent: "–" })]
        : runs ? side(runs, mark) : whole(row.kind === "same" ? "same" : mark, line(at))), ...(at === null ? [] : noted(row))));
    return make("div", { className: `row sides ${row.kind}${heading}` }, half("Before", row.old, "old"), half("After", row.new, "new"));
  }

  // Unchanged passages are folded away behind a button that says how long they are.
  function folded(rows) {
    const near = rows.map(() => false);
    rows.forEach((row, at) => {
      if (row.kind !== "same") near.fill(true, Math.max(0, at - CONTEXT), at + CONTEXT + 1);
    });
    const made = [];
    for (let at = 0; at < rows.length; ) {
      let end = at;
      while (end < rows.length && !near[end]) end++;
      if (end - at > 1) {
        const passage = rows.slice(at, end);
        const button = make("button", { type: "button", className: "fold", textContent: `${passage.length} unchanged` });
        button.addEventListener("click", () => button.replaceWith(...passage.map(told)));
        made.push(button);
        at = end;
      } else made.push(told(rows[at++]));
    }
    return made;
  }

  function show() {
    const rows = align(byNumber.get(Number(from.value)).lines, byNumber.get(Number(to.value)).lines, data.lines);
    const count = (test) => rows.filter(test).length;
    const parts = [["reworded", "changed"], ["added", "added"], ["removed", "removed"]]
      .map(([words, kind]) => [count((row) => row.kind === kind && !row.moved), words]);
    parts.push([count((row) => row.kind === "added" && row.moved), "moved"], [count((row) => row.kind === "same"), "unchanged"]);
    const said = parts.filter(([number, words]) => number || words === "unchanged").map((part) => part.join(" ")).join(", ");
    status.textContent = `Version ${from.value} against version ${to.value}: ${said}. Sentences are compared by this page.`;
    shown.replaceChildren(...folded(rows));
  }

  function choose(pair) {
    [from.value, to.value] = pair;
    show();
  }

  function changed() {
    const address = `#${from.value}..${to.value}`;
    try {
      history.replaceState(null, "", address);
    } catch {
      location.hash = address;
    }
    show();
  }

  for (const one of [from, to, layout]) one.addEventListener("change", changed);
  swap.addEventListener("click", () => {
    [from.value, to.value] = [to.value, from.value];
    changed();
  });
  window.addEventListener("hashchange", () => {
    const pair = chosen(location.hash, numbers);
    if (pair) choose(pair);
  });
  const asked = chosen(location.hash, numbers);
  if (window.matchMedia("(max-width: 45em)").matches) layout.value = "inline";
  choose(asked || numbers.slice(-2));
  if (asked) home.scrollIntoView();
})();
