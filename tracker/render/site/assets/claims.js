// The claims table, filtered and sorted. The page holds the newest claims as a plain table; all of them come as scripts.
(() => {
  "use strict";
  const STEP = 100; // rows added at a time
  const [ID, DAY, WHEN, WHO, SPEAKER, TEXT, KIND, FIRM, NUMBER, BY, PLACE, ADDRESS, THREAD, SURE, TOPICS] = Array(15).keys();
  const ORDER = { when: DAY, who: WHO, claim: TEXT, kind: KIND, firmness: FIRM, number: NUMBER, by: BY };

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'");

  // Rows that hold all the words and are what was chosen; an empty choice is any.
  function choose(rows, wanted) {
    const words = fold(wanted.words || "").split(/\s+/).filter(Boolean);
    return rows.filter((row) =>
      (!wanted.who || row[WHO] === wanted.who) && (!wanted.kind || row[KIND] === wanted.kind)
      && (!wanted.firm || row[FIRM] >= Number(wanted.firm)) && (!wanted.topic || row[TOPICS].includes(wanted.topic))
      && words.every((word) => (row.folded ??= fold([row[TEXT], row[SPEAKER], row[WHO], row[NUMBER], row[BY]].join(" "))).includes(word)));
  }

  // A copy in order of a column; blanks last whichever way; equals as they were.
  function sort(rows, column, down) {
    const at = ORDER[column];
    const number = (text) => parseFloat(String(text).replace(/,/g, "").replace(/^\D+/, ""));
    const value = (row) => (column === "number" ? number(row[at]) : row[at]);
    const blank = (one) => one === "" || Number.isNaN(one);
    const way = down ? -1 : 1;
    return rows.map((row) => [value(row), row]).sort(([a], [b]) =>
      blank(a) || blank(b) ? blank(a) - blank(b) : way * (typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0),
    ).map(([, row]) => row);
  }

  if (typeof module === "object") module.exports = { choose, sort };
  if (typeof document === "undefined") return;

  const table = document.getElementById("claims");
  if (!table) return;
  const controls = document.getElementById("claims-controls");
  const [body, status, more] = [table.tBodies[0], document.getElementById("claims-count"), document.getElementById("claims-more")];
  const inputs = [...controls.querySelectorAll("[name]")];
  const rows = [];
  let [column, down, shown, found] = ["when", true, 0, []];

  function make(tag, given, ...inside) {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inside);
    return made;
  }

  const link = (address, words) => make("a", { href: table.dataset.root + address }, words);
  // A cell with the name of its column, which a narrow screen shows beside it.
  function cell(label, ...inside) {
    const made = make("td", {}, ...(inside[0] === "" ? [make("span", { className: "blank", textContent: "not stated" })] : inside));
    made.dataset.label = label;
    return made;
  }

  function line(row) {
    const part = (words, extra = "") => make("span", { className: `also${extra}` }, ...words);
    const places = [row[ADDRESS] ? link(row[ADDRESS], row[PLACE]) : row[PLACE]];
    if (row[THREAD]) places.push(" · ", link(`pledges/${row[THREAD]}.html`, "its pledge"));
    const said = make("span", { className: "in" }, row[TEXT], part(places));
    if (!row[SURE]) said.append(part(["machine suggestion, not checked"], " suggestion"));
    const who = make("span", { className: "in" }, row[WHO]);
    if (row[SPEAKER] && row[SPEAKER] !== row[WHO]) who.append(part([`says ${row[SPEAKER]}`]));
    const claim = Object.assign(cell("Claim", said), { className: "said" });
    return make("tr", { id: row[ID] }, cell("When said", row[WHEN]), cell("Who", who), claim, cell("Kind", row[KIND]),
      cell("Firmness", String(row[FIRM])), cell("Number", row[NUMBER]), cell("By when", row[BY]));
  }

  function grow() {
    const first = shown;
    body.append(...found.slice(shown, shown + STEP).map(line));
    shown = Math.min(found.length, shown + STEP);
    more.hidden = shown >= found.length;
    status.textContent = `${found.length.toLocaleString("en-GB")} of ${rows.length.toLocaleString("en-GB")} claims; the first ${shown.toLocaleString("en-GB")} are shown.`;
    return first;
  }

  function show() {
    const wanted = Object.fromEntries(inputs.map((one) => [one.name, one.value]));
    found = sort(choose(rows, wanted), column, down);
    shown = 0;
    body.replaceChildren();
    grow();
  }

  function heads() {
    for (const head of table.tHead.querySelectorAll("th[data-column]")) {
      const button = make("button", { type: "button", textContent: head.textContent });
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        [column, down] = [head.dataset.column, column === head.dataset.column ? !down : false];
        mark();
        show();
      });
    }
    mark();
  }

  function mark() {
    for (const head of table.tHead.querySelectorAll("th[data-column]")) {
      if (head.dataset.column === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  function options(name, values) {
    const select = inputs.find((one) => one.name === name);
    for (const value of [...new Set(values)].sort()) select.append(new Option(value, value));
    if (!select.options[1]) select.closest("p").hidden = true;
  }

  function start() {
    options("who", rows.map((row) => row[WHO]));
    options("kind", rows.map((row) => row[KIND]));
    options("topic", rows.flatMap((row) => row[TOPICS]));
    let wait = 0;
    for (const input of inputs) {
      input.addEventListener("input", () => {
        clearTimeout(wait);
        wait = setTimeout(show, 120);
      });
    }
    more.addEventListener("click", () => {
      const next = body.rows[grow()]; // whoever reads by keyboard goes on where the new rows begin
      if (next) Object.assign(next, { tabIndex: -1 }).focus();
    });
    heads();
    for (const part of document.querySelectorAll(".without-script")) part.hidden = true;
    controls.hidden = false;
    show();
  }

  window.trackerClaims = (given) => rows.push(...given);
  const pieces = Number(table.dataset.pieces);
  let left = pieces;
  for (let piece = 1; piece <= pieces; piece++) {
    const script = make("script", { src: `data-${piece}.js`, async: false });
    script.addEventListener("load", () => --left || start());
    script.addEventListener("error", () => (status.textContent = "The data of this table could not be loaded; the plain table below is whole."));
    document.head.append(script);
  }
})();
