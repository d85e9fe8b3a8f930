// Search without a server: words lead to numbers of sentences, both in small scripts loaded when needed.
(() => {
  "use strict";
  const STEP = 20; // results shown at a time
  const LONGEST = 40; // letters of a word that count
  const TRIED = 400; // sentences of which the order of words is looked at, for a phrase

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}|['’]s\b|['’]/gu, "").replace(/(\d),(?=\d)/g, "$1");
  const words = (text) => (plain(text).match(/[\p{L}\p{N}]+/gu) || []).map((word) => word.slice(0, LONGEST));
  const shard = (word) => word.slice(0, 2).padEnd(2, "_").replace(/[^a-z0-9]/g, "_");
  const holds = (text, phrase) => ` ${words(text).join(" ")} `.includes(` ${phrase.join(" ")} `);
  // Two words of one stem are held for one: "pledges" finds "pledge" and "pledged".
  const stem = (word) => (/\d/.test(word) || word.length < 4 ? word
    : word.replace(/(?:ies|ied|y)$/, "i").replace(/(?:ing|ed|es|s|e)$/, (end, at) => (at < 3 ? end : "")));

  function unpack(text) {
    let last = -1;
    return text ? text.split(" ").map((gap) => (last += parseInt(gap, 36))) : [];
  }

  // What was asked: phrases in quotation marks, and every word that is not small.
  function ask(text, small) {
    const phrases = [...text.matchAll(/["“”]([^"“”]+)["“”]/g)].map((found) => words(found[1])).filter((one) => one.length > 1);
    return { phrases, words: [...new Set(words(text))].filter((word) => !small.has(word)) };
  }

  // The numbers that stand in most of the lists, and in how many; the later one first, which is newer.
  function rank(lists) {
    const hits = new Map();
    for (const list of lists) for (const number of new Set(list)) hits.set(number, (hits.get(number) || 0) + 1);
    const most = [...hits.values()].reduce((one, other) => Math.max(one, other), 0);
    return { most, numbers: [...hits.keys()].filter((number) => hits.get(number) === most).sort((a, b) => b - a) };
  }

  if (typeof module === "object") module.exports = { ask, holds, rank, shard, stem, unpack, words };
  if (typeof document === "undefined") return;
  const [form, status, list, more] = ["", "-status", "-results", "-more"].map((part) => document.getElementById(`search${part}`));
  const input = form.elements.q;
  const files = new Map();
  const loading = new Map();
  let turn = 0;
  window.trackerSearch = (name, value) => files.set(name, value);

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve) => {
        const script = make("script", { src: `${name}.js` });
        for (const end of ["load", "error"]) script.addEventListener(end, () => resolve(files.get(name)));
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

  const link = (address, text) => make("a", { href: form.dataset.root + address }, text);
  const faint = (...inside) => make("p", { className: "faint" }, ...inside);

  // For a word: its lists of sentences, documents and pledges, all forms of it joined.
  async function postings(word, about) {
    const rows = about.shards.includes(shard(word)) ? (await load(`words/${shard(word)}`)) || [] : [];
    const mine = rows.filter(([other]) => stem(other) === stem(word));
    return [1, 2, 3].map((at) => mine.flatMap((row) => unpack(row[at])));
  }

  const said = async (number, about) => ((await load(`said/${Math.floor(number / about.size)}`)) || [])[number % about.size];

  // A sentence with its words marked, and the versions in which it stood first and last.
  function sentence([at, first, firstDay, last, lastDay, text], documents, asked) {
    const stems = new Set(asked.map(stem));
    const marked = text.split(/([\p{L}\p{N}]+)/u).map((part) => (words(part).some((word) => stems.has(stem(word))) ? make("mark", {}, part) : part));
    const [source, document, title, latest] = documents[at];
    const page = (name, words) => link(`sources/${source}/${document}/${name}.html`, words);
    return make("li", {}, text ? make("p", {}, ...marked) : faint("A sentence with these words, of which only extracts may be shown."),
      faint(page("index", title), ": first in ", page(`v${first}`, `version ${first}`), `, seen ${firstDay}; `, last ? "last in " : "still in the latest, ",
        page(`v${last || latest}`, `version ${last || latest}`), last ? `, seen ${lastDay}` : ""));
  }

  function section(words, rows) {
    const inside = make("ol", { className: "results" }, ...rows);
    list.append(make("section", {}, make("h2", {}, words), inside));
    return inside;
  }

  async function run() {
    const mine = ++turn;
    const stale = () => mine !== turn;
    const text = input.value.trim();
    list.replaceChildren();
    more.hidden = true;
    status.textContent = text && "Looking …";
    const about = text && (await load("about"));
    if (!about || stale()) return;
    const asked = ask(text, new Set(about.small));
    if (!asked.words.length) return void (status.textContent = "Give a word less common than “the” or “will”.");
    const [documents, pledges, ...found] = await Promise.all([load("documents"), load("pledges"), ...asked.words.map((word) => postings(word, about))]);
    const [sentences, papers, threads] = [0, 1, 2].map((at) => rank(found.map((one) => one[at])));
    let { numbers } = sentences;
    if (asked.phrases.length) {
      const rows = await Promise.all(numbers.slice(0, TRIED).map((number) => said(number, about)));
      numbers = numbers.filter((_, at) => rows[at] && asked.phrases.every((phrase) => !rows[at][5] || holds(rows[at][5], phrase)));
    }
    if (stale()) return;
    const all = (one) => (one.most === asked.words.length ? one.numbers.slice(0, STEP) : []);
    for (const group of about.names.filter((names) => names.some((name) => holds(text, words(name))))) {
      list.append(make("p", {}, "Names for one thing: ", ...group.flatMap((name, at) => [at ? ", " : "", make("a", { href: `#${encodeURIComponent(`"${name}"`)}` }, name)])));
    }
    if (all(threads).length) {
      section("Pledges", all(threads).map((at) => make("li", {}, link(`pledges/${pledges[at][0]}.html`, pledges[at][1]), faint(pledges[at][2]))));
    }
    if (all(papers).length) section("Documents", all(papers).map((at) => make("li", {}, link(`sources/${documents[at][0]}/${documents[at][1]}/index.html`, documents[at][2]))));
    const part = numbers.length && sentences.most < asked.words.length ? `No sentence has all these words; these have ${sentences.most} of ${asked.words.length}. ` : "";
    status.textContent = `${part}${numbers.length.toLocaleString("en-GB")} sentence${numbers.length === 1 ? "" : "s"} found.`;
    const lines = numbers.length && section("Sentences, newest first", []);
    let shown = 0;
    more.onclick = async () => {
      const next = numbers.slice(shown, (shown += STEP));
      const rows = await Promise.all(next.map((number) => said(number, about)));
      if (stale()) return;
      lines.append(...rows.filter(Boolean).map((row) => sentence(row, documents, asked.words)));
      more.hidden = shown >= numbers.length;
    };
    if (lines) more.onclick();
  }

  function fromAddress() {
    try {
      input.value = decodeURIComponent(location.hash.slice(1));
    } catch {
      // no address of ours
    }
    run();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const hash = `#${encodeURIComponent(input.value.trim())}`;
    if (hash === location.hash) run();
    else location.hash = hash;
  });
  window.addEventListener("hashchange", fromAddress);
  document.getElementById("search-block").hidden = false;
  if (location.hash.length > 1) fromAddress();
})();
