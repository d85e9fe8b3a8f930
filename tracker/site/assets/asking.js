// What a search for words means, as tracker/wording/asking.py has it for `find`; both are held to tests/data/searches.toml.
(() => {
  "use strict";
  const LONGEST = 40; // letters of a word that count
  const PART = 1e6; // more than a document has sentences
  const TIMES = { hundred: 1e2, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, k: 1e3, m: 1e6, mn: 1e6, b: 1e9, bn: 1e9, tn: 1e12 };
  const QUOTED = /[“”"]([^“”"]+)[“”"]/gu;
  const NUMBER = /(?<![\p{L}\p{N}_.,])[£$€]?([0-9]{1,3}(?:[ ,\u00a0\u202f][0-9]{3}){1,4}(?![0-9])|[0-9]{1,15})(\.[0-9]{1,6})?(?:(k|mn|m|bn|b|tn)|[ -](mn|bn|tn|hundred|thousand|million|billion|trillion))?(?![\p{L}\p{N}_*])(?![.,][0-9])/giu;
  const ASKED = /([\p{L}\p{N}]+(?:[’'][\p{L}\p{N}]+)*)(\*?)/gu;

  const letters = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const spelt = (text) => letters(text).match(/[\p{L}\p{N}]+/gu) || [];
  const plain = (text) => (letters(text).replace(/['’]s(?![\p{L}\p{N}_])|['’]/gu, "").match(/[\p{L}\p{N}]+/gu) || []).map((word) => [...word].slice(0, LONGEST).join(""));
  const shard = (word, size) => [...word].slice(0, size).map((one) => (/[a-z0-9]/.test(one) ? one : "_")).join("").padEnd(size, "_");
  const holds = (text, phrase) => ` ${spelt(text).join(" ")} `.includes(` ${phrase} `);
  // Two words of one stem are held for one: "pledges" finds "pledge" and "pledged".
  const stem = (word) => (/\p{Nd}/u.test(word) || word.length < 4 ? word
    : word.replace(/(?:ies|ied|y)$/, "i").replace(/(?:ing|ed|es|s|e)$/, (end, at) => (at < 3 ? end : "")));
  const value = ([, digits, part, attached, apart]) => // of "£450 million" 450000000
    String(Number((Number(digits.replace(/[ ,\u00a0\u202f]/g, "") + (part || "")) * (TIMES[(attached || apart || "").toLowerCase()] || 1)).toFixed(6)));

  // What was asked for, each once: { kind: word, start, number or phrase; key; written }.
  function ask(text, small) {
    const found = [...text.matchAll(QUOTED)].map(([, said]) => ({ kind: "phrase", key: spelt(said).join(" "), written: said }));
    const rest = text.replace(QUOTED, " ; ").toLowerCase();
    for (const match of rest.matchAll(NUMBER)) found.push({ kind: "number", key: value(match), written: match[0].trim() });
    const words = [...rest.replace(NUMBER, " ; ").matchAll(ASKED)]
      .map(([, written, star]) => ({ kind: star ? "start" : "word", key: [...plain(written).join("")].slice(0, LONGEST).join(""), written })).filter((one) => one.key);
    const meant = words.filter((one) => one.kind === "start" || !small.has(one.key));
    const all = [...found.filter((one) => one.key), ...(meant.length || found.some((one) => one.key) ? meant : words)];
    return [...new Map(all.map((one) => [`${one.kind} ${one.key}`, one])).values()];
  }

  // The small words of what was typed that nothing is asked of, each once.
  function passedOver(text, small) {
    const taken = new Set(ask(text, small).map((one) => one.key));
    const typed = [...text.replace(QUOTED, " ; ").toLowerCase().matchAll(ASKED)].filter(([, , star]) => !star).map(([, written]) => written);
    return [...new Set(typed.filter((one) => small.has(one) && !taken.has(one)))];
  }

  // The text in pieces, each with whether it is one of what was asked for.
  function marked(text, asked) {
    const numbers = new Set(asked.filter((one) => one.kind === "number").map((one) => one.key));
    const stems = new Set(asked.filter((one) => one.kind === "word").map((one) => stem(one.key)));
    const starts = asked.filter((one) => one.kind === "start").map((one) => one.key);
    const spoken = new Set(asked.filter((one) => one.kind === "phrase").flatMap((one) => one.key.split(" ")));
    const there = asked.some((one) => one.kind === "phrase" && holds(text, one.key)) ? spoken : new Set();
    const isWord = (word) => stems.has(stem(word)) || there.has(word) || starts.some((start) => word.startsWith(start));
    const pieces = [];
    let done = 0;
    const words = (until) => {
      for (const part of text.slice(done, until).split(/([\p{L}\p{N}\p{M}]+)/u)) if (part) pieces.push([part, plain(part).some(isWord)]);
    };
    for (const match of numbers.size ? text.matchAll(NUMBER) : []) {
      if (!numbers.has(value(match)) && !numbers.has(value(match.slice(0, 3)))) continue;
      words(match.index);
      pieces.push([match[0], true]);
      done = match.index + match[0].length;
    }
    words(text.length);
    return pieces;
  }

  const slips = (word) => (word.length < 4 || !/^\p{L}+$/u.test(word) ? 0 : word.length < 8 ? 1 : 2);

  // Letters put in, left out, replaced or exchanged with their neighbour; limit + 1 for whatever is more.
  function distance(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let at = 1; at <= one.length; at++) {
      const row = [at];
      for (let to = 1; to <= other.length; to++) {
        let cost = Math.min(last[to] + 1, row[to - 1] + 1, last[to - 1] + Number(one[at - 1] !== other[to - 1]));
        if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) cost = Math.min(cost, before[to - 2] + 1);
        row.push(cost);
      }
      if (Math.min(...row) > limit) return limit + 1;
      [before, last] = [last, row];
    }
    return Math.min(last[other.length], limit + 1);
  }

  // Of these ("word" and how frequent it is in one figure) the words nearest to it, the most frequent first.
  function near(word, known) {
    const limit = slips(word);
    const rows = known.split(" ").map((one) => [distance(word, one.slice(0, -1), limit), -parseInt(one.slice(-1), 36), one.slice(0, -1)]).filter((row) => row[0] <= limit);
    const least = Math.min(...rows.map((row) => row[0]));
    return rows.filter((row) => row[0] === least).sort((a, b) => a[1] - b[1] || (a[2] < b[2] ? -1 : 1)).map((row) => row[2]);
  }

  // Numbers as the steps between them; and documents, each with the sentences in it.
  function unpack(text) {
    let last = -1;
    return text ? text.split(" ").map((gap) => (last += parseInt(gap, 36))) : [];
  }

  function spots(text) {
    let paper = -1;
    return text ? text.split(",").map((told) => {
      const at = told.indexOf(" ");
      return [(paper += parseInt(told.slice(0, at), 36)), unpack(told.slice(at + 1))];
    }) : [];
  }

  // A search as the address has it: `#words`, or `#q=words&who=…&kind=…&from=…&to=…`.
  function wanted(hash) {
    const text = hash.replace(/^#/, "");
    const fields = new URLSearchParams(/^(?:q|who|kind|from|to)=/.test(text) ? text : "");
    try {
      if (text && ![...fields].length) fields.set("q", decodeURIComponent(text));
    } catch {
      // no address of ours
    }
    return Object.fromEntries(["q", "who", "kind", "from", "to"].map((name) => [name, (fields.get(name) || "").trim()]));
  }

  function address(want) {
    const told = Object.entries(want).filter(([, said]) => said);
    return told.length === 1 && want.q && !/^(?:q|who|kind|from|to)=/.test(want.q) ? `#${encodeURIComponent(want.q)}`
      : told.length ? `#${told.map(([name, said]) => `${name}=${encodeURIComponent(said)}`).join("&")}` : "";
  }

  // Of each asked thing a Map from place to weight: the places that have most of them, and in how many they do.
  function rank(lists) {
    const hits = new Map();
    for (const list of lists) {
      const rare = 1 / (1 + Math.log10(1 + list.size));
      for (const [place, weight] of list) {
        const [count, sum] = hits.get(place) || [0, 0];
        hits.set(place, [count + 1, sum + weight * rare]);
      }
    }
    const most = [...hits.values()].reduce((found, [count]) => Math.max(found, count), 0);
    return { most, hits: new Map([...hits].filter(([, [count]]) => count === most).map(([place, [, sum]]) => [place, sum])) };
  }

  // Sentences by document, the best document first: by its best sentence, its title, how many it has; then the newer.
  function byPaper(hits, titles) {
    const papers = new Map();
    for (const [place, weight] of hits) {
      const number = Math.floor(place / PART);
      if (!papers.has(number)) papers.set(number, []);
      papers.get(number).push([weight, place % PART]);
    }
    const scored = [...papers].map(([number, said]) => {
      said.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
      return [said[0][0] * (1 + 0.3 * (titles.get(number) || 0)) + 0.01 * Math.log2(1 + said.length), number, said.map((one) => one[1])];
    });
    return scored.sort((a, b) => b[0] - a[0] || b[1] - a[1]).map(([, number, said]) => [number, said]);
  }

  const asking = { PART, address, ask, byPaper, distance, holds, marked, near, passedOver, plain, rank, shard, slips, spelt, spots, stem, unpack, wanted };
  if (typeof module === "object") module.exports = asking;
  else window.trackerAsking = asking;
})();
