// A list, filtered and sorted. The page has its first rows; all come as scripts, once somebody chooses something.
(() => {
  "use strict";
  const STEP = 20; // rows added at a time, as many as a plain page has
  const [ID, CELLS, FACETS, KEYS] = Array(4).keys();
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'");

  // Rows that hold all the words and are what was chosen; an empty choice is any. `names`: of the facets, in their order.
  function choose(rows, wanted, names, least = []) {
    const words = fold(wanted.words || "").split(/\s+/);
    return rows.filter((row) =>
      names.every((name, at) => !wanted[name] || row[FACETS][at].some((value) =>
        (least.includes(name) ? Number(value) >= Number(wanted[name]) : value === wanted[name])))
      && words.every((word) => (row.folded ??= fold(row[CELLS].flat().map((part) => part[1]).join(" "))).includes(word)));
  }

  // A copy in order of a column; blanks last whichever way; equals as they were.
  function sort(rows, column, down) {
    const blank = (one) => Number(one === "" || one === null);
    return rows.map((row) => [row[KEYS][column], row])
      .sort(([a], [b]) => blank(a) - blank(b) || (down ? -1 : 1) * (a < b ? -1 : Number(a > b))).map(([, row]) => row);
  }

  // What the fragment of an address chooses; a fragment that is the id of a row is that. Unknown names choose nothing.
  function asked(hash, names) {
    const told = hash.replace(/^#/, "");
    if (!told || !told.includes("=")) return told ? { id: told } : {};
    const given = new URLSearchParams(told);
    return Object.fromEntries(["words", ...names, "sort"].filter((name) => given.get(name)).map((name) => [name, given.get(name)]));
  }

  const fragment = (wanted) => new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();

  if (typeof module === "object") module.exports = { choose, sort, asked, fragment };
  if (typeof document === "undefined") return;
  const table = document.querySelector("table.listed");
  const [controls, status, more] = ["controls", "count", "more"].map((part) => document.getElementById(`${table.id}-${part}`));
  const [body] = table.tBodies;
  const heads = [...table.tHead.querySelectorAll("th")];
  const inputs = [...controls.querySelectorAll("[name]")];
  const selects = inputs.filter((one) => one.tagName === "SELECT" && one.name !== "sort");
  const least = selects.filter((one) => one.dataset.least).map((one) => one.name);
  const order = controls.querySelector("[name=sort]");
  const names = table.dataset.facets.split(" ");
  const pieces = [];
  let [rows, shown, found, loading] = [null, 0, [], false];

  function make(tag, given, ...inside) {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inside);
    return made;
  }

  const link = (words, address) => make("a", { href: table.dataset.root + address }, words);

  function shownPart([kind, words, address]) {
    if (kind === "text") return words;
    if (kind === "old") return make("del", {}, words);
    if (kind === "new") return make("ins", {}, words);
    if (kind === "link") return link(words, address);
    return kind === "alsolink" ? make("span", { className: "also" }, link(words, address)) : make("span", { className: kind }, words);
  }

  function line(row) {
    const cells = row[CELLS].map((parts, at) => {
      const wide = heads[at].classList.contains("wide");
      const cell = make("td", { className: parts.length ? (wide ? "wide" : "") : "nothing" }, make("span", { className: "in" }, ...parts.map(shownPart)));
      cell.dataset.label = heads[at].dataset.label; // a narrow screen shows it beside the cell
      cell.setAttribute("role", "cell");
      return cell;
    });
    const made = make("tr", { id: row[ID] }, ...cells);
    made.setAttribute("role", "row");
    return made;
  }

  const counted = (number) => `${number.toLocaleString("en-GB")} ${table.dataset.noun}${number === 1 ? "" : "s"}`;

  function grow() {
    body.append(...found.slice(shown, shown + STEP).map(line));
    shown = Math.min(found.length, shown + STEP);
    more.hidden = shown === found.length;
    const part = found.length === rows.length ? counted(rows.length) : `${found.length.toLocaleString("en-GB")} of ${counted(rows.length)}`;
    status.textContent = `${part}${shown < found.length ? `; the first ${shown.toLocaleString("en-GB")} are shown` : ""}.`;
  }

  const chosen = () => Object.fromEntries(inputs.map((one) => [one.name, one.value.trim()]));

  function show(wanted) {
    const by = (wanted.sort || table.dataset.sort).replace(/^-/, "");
    const down = (wanted.sort || table.dataset.sort).startsWith("-");
    for (const head of heads) head.ariaSort = head.dataset.column !== by ? null : down ? "descending" : "ascending";
    found = wanted.id ? rows.filter((row) => row[ID] === wanted.id) : choose(rows, wanted, names, least);
    const column = heads.findIndex((head) => head.dataset.column === wanted.sort?.replace(/^-/, ""));
    if (column >= 0) found = sort(found, column, down);
    shown = 0;
    body.replaceChildren();
    grow();
  }

  function load(then) {
    if (rows) return then();
    pieces.wait = then;
    if (loading) return undefined;
    loading = true;
    status.textContent = "Loading the list …";
    let left = Number(table.dataset.pieces);
    for (let piece = 1; piece <= table.dataset.pieces; piece++) {
      const script = make("script", { src: `${table.dataset.folder}data-${piece}.js`, async: false });
      script.addEventListener("load", () => {
        if (--left) return;
        rows = table.dataset.reads ? pieces : pieces.reverse(); // newest first, unless they are read as a document is
        pieces.wait();
      });
      script.addEventListener("error", () => (status.textContent = "The list could not be loaded; its first rows stand below."));
      document.head.append(script);
    }
    return undefined;
  }

  window.trackerRows = (given) => pieces.push(...given);

  function change() {
    const told = fragment(chosen());
    history.replaceState(null, "", told ? `#${told}` : location.pathname + location.search);
    load(() => show(chosen()));
  }

  function open() {
    const wanted = asked(location.hash, names);
    if (wanted.id && (document.getElementById(wanted.id) || !/^[a-z]-[a-z2-7]{10}$/.test(wanted.id))) return;
    for (const one of inputs) one.value = wanted[one.name] || "";
    if (Object.keys(wanted).length || rows) load(() => show(wanted.id ? wanted : chosen()));
  }

  let wait = 0;
  controls.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(change, 120);
  });
  more.addEventListener("click", () => {
    load(() => {
      if (!found.length) show(chosen());
      const first = shown;
      grow();
      if (body.rows[first]) Object.assign(body.rows[first], { tabIndex: -1 }).focus(); // where a keyboard goes on
    });
  });
  for (const head of heads) {
    head.dataset.label = head.textContent;
    const button = make("button", { type: "button" }, head.textContent);
    button.addEventListener("click", () => {
      const { column } = head.dataset;
      order.value = order.value === column ? `-${column}` : column;
      change();
    });
    head.replaceChildren(button);
  }
  for (const part of document.querySelectorAll(".without-script")) part.hidden = true;
  controls.hidden = false;
  more.hidden = Number(table.dataset.total) <= body.rows.length;
  status.textContent = more.hidden ? `${counted(body.rows.length)}.` : `${counted(Number(table.dataset.total))}; the first ${body.rows.length} are shown.`;
  window.addEventListener("hashchange", open);
  open();
})();
