// Search without a server: words lead to sentences, documents and pledges, all in small scripts loaded when needed.
(() => {
  "use strict";
  const PAPERS = 10; // documents shown at a time
  const SENTENCES = 3; // of each, before the reader asks for more
  const LOOKED = 40; // files looked through for a phrase before the reader is asked whether to go on
  const STARTS = 12; // files of words with one beginning
  const { PART, address, ask, byPaper, holds, marked, near, passedOver, plain, rank, shard, slips, spots, stem, unpack, wanted } = window.trackerAsking;
  const [form, status, hint, list, more] = ["", "-status", "-hint", "-results", "-more"].map((part) => document.getElementById(`search${part}`));
  const fields = [...form.querySelectorAll("[name]")];
  const files = new Map();
  const loading = new Map();
  let turn = 0;
  window.trackerSearch = (name, value) => files.set(name, value);

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve) => {
        const script = make("script", { src: `${name}.js` });
        for (const end of ["load", "error"]) script.addEventListener(end, () => resolve(files.get(name) || []));
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  function make(tag, given, ...inside) {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inside);
    return made;
  }

  const link = (to, text) => make("a", { href: form.dataset.root + to }, text);
  const faint = (...inside) => make("p", { className: "faint" }, ...inside);
  const number = (many, one) => `${many.toLocaleString("en-GB")} ${one}${many === 1 ? "" : "s"}`;
  const row = async (folder, at, size) => (await load(`${folder}/${Math.floor(at / size)}`))[at % size];
  const again = (words) => make("a", { href: address({ ...current(), q: words }) }, words);
  const current = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));

  async function rowsOf({ kind, key }, about) {
    const known = new Set(about.files);
    if (kind === "start") {
      const names = about.files.filter((name) => shard(key, [...key].length).padEnd(name.length, "_").startsWith(name) || name.startsWith(shard(key, [...key].length)));
      return (await Promise.all(names.slice(0, STARTS).map((name) => load(`words/${name}`)))).flat().filter(([word]) => word.startsWith(key));
    }
    const name = [3, 2].map((size) => shard(key, size)).find((one) => known.has(one));
    const rows = name ? await load(`words/${name}`) : [];
    return rows.filter(([word]) => (kind === "number" ? word === key : word === key || stem(word) === stem(key)));
  }

  // Where one asked thing stands: a Map for sentences, documents and pledges; and, of a slip, what was looked for instead.
  async function places(one, about) {
    if (one.kind === "phrase") {
      const parts = await Promise.all(ask(one.written, new Set(about.small)).filter((part) => !about.small.includes(part.key)).map((part) => places(part, about)));
      return { lists: parts.length ? [0, 1, 2].map((at) => common(parts.map((part) => part.lists[at]))) : null };
    }
    let [rows, instead] = [await rowsOf(one, about), []];
    if (!rows.length && one.kind === "word" && slips(one.key)) {
      instead = await alike(one.key, about);
      if (instead.length) rows = await rowsOf({ kind: "word", key: instead[0] }, about);
    }
    const lists = [new Map(), new Map(), new Map()];
    for (const [word, said, papers, pledges] of rows) {
      const weight = word === one.key ? 1 : 0.85;
      const put = (at, place) => lists[at].set(place, Math.max(weight, lists[at].get(place) || 0));
      for (const [paper, inside] of spots(said)) for (const at of inside) put(0, paper * PART + at);
      for (const at of unpack(papers)) put(1, at);
      for (const at of unpack(pledges)) put(2, at);
    }
    return { lists, instead };
  }

  const common = (maps) => new Map([...maps[0]].filter(([place]) => maps.every((map) => map.has(place))));

  async function alike(word, about) {
    for (const [folder, letter] of [["begins", [...word][0]], ["ends", [...word].pop()]]) {
      const found = about[folder].includes(shard(letter, 1)) ? near(word, await load(`${folder}/${shard(letter, 1)}`)) : [];
      const mine = found.filter((one) => (folder === "begins" ? one[0] === word[0] : one[one.length - 1] === word[word.length - 1]));
      if (mine.length) return mine;
    }
    return [];
  }

  // Whether a document, and a sentence in it by its number, is of the publisher and years that were chosen.
  async function chosen(want, about) {
    if (!want.who && !want.from && !want.to) return { paper: () => true, sentence: () => true };
    const papers = await load("papers");
    const who = about.who.findIndex(([id]) => id === want.who);
    const paper = (at) => !want.who || papers[at]?.[0] === who;
    const [from, to] = [Number(want.from) || 0, Number(want.to) || Infinity];
    const inside = (at, place) => {
      for (let part = 1, last = 0; part < papers[at].length; part += 2) if (place < (last += papers[at][part + 1])) return from <= papers[at][part] && papers[at][part] <= to;
      return false;
    };
    return { paper: (at) => paper(at) && ((!want.from && !want.to) || papers[at].some((year, part) => part % 2 && from <= year && year <= to)), sentence: (at, place) => paper(at) && ((!want.from && !want.to) || inside(at, place)) };
  }

  // A fragment by which a browser finds the words on the page of a version.
  function atWords(text) {
    const all = text.split(/\s+/).filter(Boolean);
    const ends = all.length <= 10 ? [all] : [all.slice(0, 5), all.slice(-5)];
    return `#:~:text=${ends.map((end) => encodeURIComponent(end.join(" ")).replace(/-/g, "%2D")).join(",")}`;
  }

  // A sentence with its words marked, and the versions in which it stood first and last.
  function sentence([first, firstDay, last, lastDay, text, whole], [source, document, , latest, , url], asked) {
    const page = (name, words) => link(`sources/${source}/${document}/v${name}.html${whole ? atWords(text) : ""}`, words);
    const shown = marked(text, asked).map(([part, isIt]) => (isIt ? make("mark", {}, part) : part));
    const rest = whole ? [] : [faint("Its beginning; more of this source may not be shown here. ", ...(url ? [make("a", { href: url, rel: "noopener noreferrer" }, "Read it at the publisher"), "."] : []))];
    return make("li", {}, make("p", {}, ...shown), ...rest,
      faint("first in ", page(first, `version ${first}`), `, seen ${firstDay}; `, last ? "last in " : "still in the latest, ",
        page(last || latest, `version ${last || latest}`), last ? `, seen ${lastDay}` : ""));
  }

  function section(words, ...rows) {
    const inside = make("ol", { className: "results" }, ...rows);
    list.append(make("section", {}, make("h2", {}, words), inside));
    return inside;
  }

  async function run() {
    const mine = ++turn;
    const stale = () => mine !== turn;
    const want = current();
    for (const one of [list, hint]) one.replaceChildren();
    more.hidden = true;
    status.textContent = want.q && "Looking …";
    const about = want.q && (await load("about"));
    if (!about || stale()) return;
    const small = new Set(about.small);
    const asked = ask(want.q, small);
    if (!asked.length || asked.every((one) => one.kind === "word" && small.has(one.key))) return void (status.textContent = "Give a word less common than “the” or “will”.");
    const [is, ...found] = await Promise.all([chosen(want, about), ...asked.map((one) => places(one, about))]);
    if (stale()) return;
    const told = found.filter((one) => one.lists).map((one) => one.lists);
    const search = [...asked, ...found.flatMap(({ instead = [] }) => instead.slice(0, 1).map((key) => ({ kind: "word", key })))];
    hints(want, about, asked, found);
    const [sentences, papers, pledges] = [0, 1, 2].map((at) => rank(told.map((lists) => lists[at])));
    const all = (one) => (one.most === told.length && one.most > 0 ? [...one.hits.keys()] : []);
    const wants = (kind) => !want.kind || want.kind === kind;
    const titles = new Map([...papers.hits.keys()].map((at) => [at, papers.most / told.length]));
    const kept = new Map([...sentences.hits].filter(([place]) => is.sentence(Math.floor(place / PART), place % PART)));
    const ordered = wants("sentence") ? byPaper(kept, titles) : [];
    for (const [paper, numbers] of ordered.slice(0, PAPERS)) { // they are shown last: what they need comes while the rest is drawn
      for (const at of numbers.slice(0, SENTENCES)) row(`said/${paper}`, at, about.sizes[0]);
      row("papers", paper, about.sizes[1]);
    }
    if (wants("pledge") && !want.who && !want.from && !want.to) await showPledges(all(pledges), about, asked, stale);
    const titled = all(papers).filter(is.paper).sort((a, b) => b - a);
    if (stale()) return;
    if (wants("document") && titled.length) {
      const rows = await Promise.all(titled.slice(0, 2 * PAPERS).map((at) => row("papers", at, about.sizes[1])));
      if (stale()) return;
      section("Documents", ...rows.map(([source, document, title]) => make("li", {}, link(`sources/${source}/${document}/index.html`, title))));
    }
    const part = kept.size && sentences.most < told.length ? `No sentence has all of this; these have ${sentences.most} of ${told.length}. ` : "";
    const phrases = asked.filter((one) => one.kind === "phrase").map((one) => one.key);
    if (wants("sentence") && kept.size) await showPapers(ordered, about, search, phrases, stale);
    if (!stale()) status.textContent = wants("sentence") ? `${part}${number(kept.size, "sentence")} found${phrases.length && kept.size ? "; below are those that have the phrase" : ""}.` : `${number(want.kind === "document" ? titled.length : all(pledges).length, want.kind)} found.`;
  }

  // What was understood: slips, small words, and other names of one thing.
  function hints(want, about, asked, found) {
    asked.forEach(({ written }, at) => {
      const [first, ...others] = found[at].instead || [];
      if (first) hint.append(make("p", {}, `“${written}” stands nowhere here; searched for `, again(first), ...(others.length ? [". Or did you mean ", ...others.slice(0, 4).flatMap((one, nth) => [nth ? ", " : "", again(one)]), "?"] : ["."])));
    });
    const over = passedOver(want.q, new Set(about.small));
    if (over.length) hint.append(make("p", {}, `${over.map((one) => `“${one}”`).join(", ")} ${over.length === 1 ? "counts" : "count"} only in quotation marks.`));
    for (const group of about.names.filter((names) => names.some((name) => holds(want.q, plain(name).join(" "))))) {
      hint.append(make("p", {}, "Names for one thing: ", ...group.flatMap((name, at) => [at ? ", " : "", make("a", { href: address({ ...want, q: `"${name}"` }) }, name)])));
    }
  }

  async function showPledges(numbers, about, asked, stale) {
    const rows = await Promise.all(numbers.slice(0, 2 * PAPERS).map((at) => row("pledges", at, about.sizes[2])));
    if (!rows.length || stale()) return;
    const inTitle = (one) => marked(one[1], asked).filter(([, isIt]) => isIt).length;
    rows.sort((a, b) => inTitle(b) - inTitle(a));
    section("Pledges", ...rows.map(([id, title, said]) => make("li", {}, link(`pledges/${id}.html`, title), faint(said))));
  }

  async function showPapers(ordered, about, asked, phrases, stale) {
    const inside = section("Sentences, by document");
    const left = [...ordered];
    const opened = async ([paper, numbers]) => {
      const next = reading(paper, numbers, about, phrases);
      return [next, ...(await Promise.all([next(SENTENCES), row("papers", paper, about.sizes[1])]))];
    };
    more.onclick = async () => {
      more.hidden = true;
      let [shown, looked] = [0, 0];
      while (left.length && shown < PAPERS && looked < LOOKED) {
        const some = await Promise.all(left.splice(0, PAPERS - shown).map(opened));
        if (stale()) return;
        for (const [next, first, paper] of some) {
          looked += phrases.length ? 1 + next.files() : 0;
          if (!first.length) continue;
          shown += 1;
          inside.append(paperItem(paper, first, next, about, asked));
        }
      }
      more.hidden = !left.length;
    };
    await more.onclick();
  }

  // Hands out a document's sentences, so many at a time; where a phrase was asked for, those that have it, or may have.
  function reading(paper, numbers, about, phrases) {
    const waiting = [...numbers];
    const opened = new Set();
    const next = async (many) => {
      const rows = [];
      while (rows.length < many && waiting.length) {
        const some = waiting.splice(0, many - rows.length);
        for (const at of some) opened.add(Math.floor(at / about.sizes[0]));
        const read = await Promise.all(some.map((at) => row(`said/${paper}`, at, about.sizes[0])));
        rows.push(...read.filter((one) => one && (!one[5] || phrases.every((phrase) => holds(one[4], phrase)))));
      }
      return rows;
    };
    return Object.assign(next, { files: () => opened.size, left: () => waiting.length });
  }

  function paperItem(paper, first, next, about, asked) {
    const [source, document, title, , who] = paper;
    const lines = make("ul", {}, ...first.map((one) => sentence(one, paper, asked)));
    const item = make("li", {}, make("p", { className: "where" }, link(`sources/${source}/${document}/index.html`, title), make("span", { className: "faint" }, ` ${about.who[who][1]}`)), lines);
    if (next.left()) {
      const rest = make("button", { type: "button" }, `${number(next.left(), "more sentence")} of this document`);
      rest.addEventListener("click", async () => {
        lines.append(...(await next(25)).map((one) => sentence(one, paper, asked)));
        rest.textContent = `${number(next.left(), "more sentence")} of this document`;
        rest.hidden = !next.left();
      });
      item.append(rest);
    }
    return item;
  }

  function fromAddress() {
    const want = wanted(location.hash);
    for (const field of fields) field.value = want[field.name];
    for (const field of fields) if (field.value !== want[field.name]) field.value = "";
    run();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const hash = address(current());
    if (hash === location.hash) run();
    else location.hash = hash || "#";
  });
  form.addEventListener("focusin", () => load("about"), { once: true }); // while the words are typed
  for (const field of fields.filter((one) => one.tagName === "SELECT")) field.addEventListener("change", () => form.requestSubmit());
  window.addEventListener("hashchange", fromAddress);
  document.getElementById("search-block").hidden = false;
  if (location.hash.length > 1) fromAddress();
})();
