// Search without a server: words lead to lists of sentences, both in small scripts that are loaded when they are asked for.
(() => {
  "use strict";
  const STEP = 20; // results shown at a time
  const LONGEST = 40; // letters of a word that count
  const TRIED = 400; // sentences whose very words are looked at for a phrase in quotation marks

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const words = (text) => (plain(text).replace(/['’]s\b|['’]/g, "").replace(/(\d),(?=\d)/g, "$1").match(/[\p{L}\p{N}]+/gu) || [])
    .map((word) => word.slice(0, LONGEST));
  const shard = (word) => word.slice(0, 2).padEnd(2, "_").replace(/[^a-z0-9]/g, "_");
  // Two words of one stem are held for one: "pledges" finds "pledge" and "pledged".
  const stem = (word) => (/\d/.test(word) || word.length < 4 ? word : word.replace(/(?:ies|ied|y)$/, "i").replace(/(?:ing|ed|es|s|e)$/, (end, at) => (at < 3 ? end : "")));

  function unpack(text) {
    let last = -1;
    return text ? text.split(" ").map((gap) => (last += parseInt(gap, 36))) : [];
  }

  // What was asked: phrases in quotation marks, and every word; small words count only where there is nothing else.
  function ask(text, small) {
    const phrases = [...text.matchAll(/["“”]([^"“”]+)["“”]/g)].map((found) => words(found[1])).filter((one) => one.length > 1);
    const all = [...new Set(words(text))];
    const telling = all.filter((word) => !small.has(word));
    return { phrases, words: telling, small: telling.length ? [] : all };
  }

  // The numbers that stand in most of the lists, those in all of them first; of equals the later one, which is newer.
  function rank(lists) {
    const hits = new Map();
    for (const list of lists) for (const number of new Set(list)) hits.set(number, (hits.get(number) || 0) + 1);
    const found = [...hits].sort(([a, m], [b, n]) => n - m || b - a);
    const most = found.length ? found[0][1] : 0;
    return { most, numbers: found.filter(([, count]) => count === most).map(([number]) => number) };
  }

  if (typeof module === "object") module.exports = { ask, rank, shard, stem, unpack, words };
  if (typeof document === "undefined") return;

  const form = document.getElementById("search");
  if (!form) return;
  const [input, status, list] = [form.elements.q, document.getElementById("search-status"), document.getElementById("search-results")];
  const more = document.getElementById("search-more");
  const root = form.dataset.root;
  const kept = new Map();
  const loading = new Map();
  let turn = 0;
  window.trackerSearch = (name, value) => kept.set(name, value);

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = `${name}.js`;
        script.addEventListener("load", () => resolve(kept.get(name)));
        script.addEventListener("error", () => resolve(undefined));
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

  const link = (address, text) => make("a", { href: root + address }, text);

  // For a word: its lists of sentences, documents and pledges, all forms of it joined.
  async function postings(word, about) {
    if (!about.shards.includes(shard(word))) return [[], [], []];
    const rows = (await load(`words/${shard(word)}`)) || [];
    const mine = rows.filter(([other]) => other === word || stem(other) === stem(word));
    return [1, 2, 3].map((at) => mine.flatMap((row) => unpack(row[at])));
  }

  const said = async (number, about) => ((await load(`said/${Math.floor(number / about.size)}`)) || [])[number % about.size];

  // A sentence, its words marked where they are those that were asked for.
  function marked(text, asked) {
    const stems = new Set(asked.map(stem));
    return text.split(/([\p{L}\p{N}]+)/u).map((part, at) => (at % 2 && words(part).some((word) => stems.has(stem(word))) ? make("mark", {}, part) : part));
  }

  const file = (document, number) => `sources/${document[0]}/${document[1]}/v${number}.html`;

  function sentence(row, documents, asked) {
    const [at, first, firstDay, last, lastDay, text] = row;
    const document = documents[at];
    const stood = last ? `; last in ${make("span", {}, `version ${last}`).textContent}, seen ${lastDay}` : `; still in the latest, version ${document[3]}`;
    const words = text ? marked(text, asked) : [make("span", { className: "faint", textContent: "A sentence with these words. Its publisher does not allow its text to be handed on." })];
    return make("li", {}, make("p", {}, ...words), make("p", { className: "faint" },
      link(`sources/${document[0]}/${document[1]}/index.html`, document[2]), ": first in ", link(file(document, first), `version ${first}`), `, seen ${firstDay}`,
      stood, " · ", link(file(document, last || document[3]), last ? "where it stood last" : "where it stands")));
  }

  function section(words, inside) {
    return inside.length ? [make("section", {}, make("h2", {}, words), make("ol", { className: "results" }, ...inside))] : [];
  }

  async function phrased(numbers, phrases, about) {
    if (!phrases.length) return numbers;
    const tried = numbers.slice(0, TRIED);
    const rows = await Promise.all(tried.map((number) => said(number, about)));
    return tried.filter((_, at) => rows[at] && phrases.every((phrase) => ` ${words(rows[at][5]).join(" ")} `.includes(` ${phrase.join(" ")} `)));
  }

  async function run() {
    const mine = ++turn;
    const text = input.value.trim();
    list.replaceChildren();
    more.hidden = true;
    if (!text) return void (status.textContent = "");
    const about = await load("about");
    if (!about) return void (status.textContent = "The index of this search could not be loaded.");
    const asked = ask(text, new Set(about.small));
    if (!asked.words.length) return void (status.textContent = "Give at least one word that is not as common as “the” or “will”.");
    status.textContent = "Looking …";
    const [documents, pledges, ...found] = await Promise.all([load("documents"), load("pledges"), ...asked.words.map((word) => postings(word, about))]);
    if (mine !== turn) return;
    const [sentences, papers, threads] = [0, 1, 2].map((at) => rank(found.map((one) => one[at])));
    const folded = ` ${words(text).join(" ")} `;
    const names = about.names.filter((group) => group.some((name) => folded.includes(` ${words(name).join(" ")} `)));
    const whole = (one) => one.most === asked.words.length;
    const numbers = await phrased(sentences.numbers, asked.phrases, about);
    if (mine !== turn) return;
    for (const group of names) {
      const others = group.flatMap((name, at) => [at ? ", " : "", make("a", { href: `#${encodeURIComponent(`"${name}"`)}` }, name)]);
      list.append(make("p", { className: "names" }, "Names for one thing: ", ...others));
    }
    list.append(...section("Pledges", (whole(threads) ? threads.numbers : []).slice(0, STEP).map((at) => make("li", {}, link(`pledges/${pledges[at][0]}.html`, pledges[at][1]), make("span", { className: "also" }, pledges[at][2])))));
    list.append(...section("Documents", (whole(papers) ? papers.numbers : []).slice(0, STEP).map((at) => make("li", {}, link(`sources/${documents[at][0]}/${documents[at][1]}/index.html`, documents[at][2])))));
    const lines = make("ol", { className: "results" });
    if (numbers.length) list.append(make("section", {}, make("h2", {}, "Sentences, newest first"), lines));
    const part = whole(sentences) || !numbers.length ? "" : `No sentence has all these words; these have ${sentences.most} of ${asked.words.length}. `;
    status.textContent = `${part}${numbers.length.toLocaleString("en-GB")} sentence${numbers.length === 1 ? "" : "s"} found.`;
    let shown = 0;
    async function grow() {
      const next = numbers.slice(shown, (shown += STEP));
      const rows = await Promise.all(next.map((number) => said(number, about)));
      if (mine !== turn) return;
      lines.append(...rows.filter(Boolean).map((row) => sentence(row, documents, asked.words)));
      more.hidden = shown >= numbers.length;
    }
    more.onclick = grow;
    await grow();
  }

  function fromAddress() {
    try {
      input.value = decodeURIComponent(location.hash.slice(1));
    } catch {
      input.value = location.hash.slice(1);
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
