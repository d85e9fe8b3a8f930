// The claims table, filtered and sorted. The page has the newest claims as a plain table; all come as scripts.
(() => {
  "use strict";
  const STEP = 100; // rows added at a time
  const [ID, DAY, WHEN, WHO, SPEAKER, TEXT, KIND, FIRM, NUMBER, BY, PLACE, ADDRESS, THREAD, SURE, TOPICS] = Array(15).keys();
  const ORDER = { when: DAY, who: WHO, claim: TEXT, kind: KIND, firmness: FIRM, number: NUMBER, by: BY };

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'");

  // Rows that hold all the words and are what was chosen; an empty choice is any.
  function choose(rows, wanted) {
    const words = fold(wanted.words || "").split(/\s+/);
    return rows.filter((row) =>
      (!wanted.who || row[WHO] === wanted.who) && (!wanted.kind || row[KIND] === wanted.kind)
      && (!wanted.firm || row[FIRM] >= wanted.firm) && (!wanted.topic || row[TOPICS].includes(wanted.topic))
      && words.every((word) => (row.folded ??= fold([TEXT, SPEAKER, WHO, NUMBER, BY].map((at) => row[at]).join(" "))).includes(word)));
  }

  // A copy in order of a column; blanks last whichever way; equals as they were.
  function sort(rows, column, down) {
    const value = (row) => (column === "number" ? parseFloat(row[NUMBER].replace(/,|^\D+/g, "")) : row[ORDER[column]]);
    const blank = (one) => Number(one === "" || Number.isNaN(one));
    return rows.map((row) => [value(row), row])
      .sort(([a], [b]) => blank(a) - blank(b) || (down ? -1 : 1) * (a < b ? -1 : Number(a > b))).map(([, row]) => row);
  }

  if (typeof module === "object") module.exports = { choose, sort };
  if (typeof document === "undefined") return;
  const [table, controls, status, more] = ["", "-controls", "-count", "-more"].map((part) => document.getElementById(`claims${part}`));
  const [body] = table.tBodies;
  const heads = [...table.tHead.querySelectorAll("th")];
  const inputs = [...controls.querySelectorAll("[name]")];
  const rows = [];
  let [column, down, shown, found] = ["when", true, 0, []];

  function make(tag, given, ...inside) {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inside);
    return made;
  }

  const span = (className, ...inside) => make("span", { className }, ...inside);
  const link = (address, words) => make("a", { href: table.dataset.root + address }, words);

  function line(row) {
    const who = span("in", row[WHO]);
    if (row[SPEAKER] && row[SPEAKER] !== row[WHO]) who.append(span("also", `says ${row[SPEAKER]}`));
    const places = span("also", row[ADDRESS] ? link(row[ADDRESS], row[PLACE]) : row[PLACE]);
    if (row[THREAD]) places.append(" · ", link(`pledges/${row[THREAD]}.html`, "its pledge"));
    const said = span("in", row[TEXT], places);
    if (!row[SURE]) said.append(span("also suggestion", "machine suggestion, not checked"));
    const cells = [row[WHEN], who, said, row[KIND], row[FIRM], row[NUMBER], row[BY]].map((inside, at) => {
      const cell = make("td", { className: at === 2 ? "said" : "" }, inside === "" ? span("blank", "not stated") : inside);
      cell.dataset.label = heads[at].textContent; // a narrow screen shows it beside the cell
      return cell;
    });
    return make("tr", { id: row[ID] }, ...cells);
  }

  function grow() {
    body.append(...found.slice(shown, shown + STEP).map(line));
    shown = Math.min(found.length, shown + STEP);
    more.hidden = shown === found.length;
    const [all, those, these] = [rows.length, found.length, shown].map((one) => one.toLocaleString("en-GB"));
    status.textContent = `${those} of ${all} claims${shown < found.length ? `; the first ${these} are shown` : ""}.`;
  }

  function show() {
    for (const head of heads) head.ariaSort = head.dataset.column !== column ? null : down ? "descending" : "ascending";
    found = sort(choose(rows, Object.fromEntries(inputs.map((one) => [one.name, one.value]))), column, down);
    shown = 0;
    body.replaceChildren();
    grow();
  }

  function start() {
    for (const [name, at] of [["who", WHO], ["kind", KIND], ["topic", TOPICS]]) {
      const values = [...new Set(rows.flatMap((row) => row[at]))].sort();
      const select = inputs.find((one) => one.name === name);
      select.append(...values.map((value) => new Option(value, value)));
      select.parentElement.hidden = !values.length;
    }
    let wait = 0;
    controls.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(show, 120);
    });
    more.addEventListener("click", () => {
      const first = shown;
      grow();
      Object.assign(body.rows[first], { tabIndex: -1 }).focus(); // where a keyboard goes on
    });
    for (const head of heads) {
      const button = make("button", { type: "button" }, head.textContent);
      button.addEventListener("click", () => {
        [column, down] = [head.dataset.column, column === head.dataset.column && !down];
        show();
      });
      head.replaceChildren(button);
    }
    for (const part of document.querySelectorAll(".without-script")) part.hidden = true;
    controls.hidden = false;
    show();
  }

  window.trackerClaims = (given) => rows.push(...given);
  let left = Number(table.dataset.pieces);
  for (let piece = 1; piece <= table.dataset.pieces; piece++) {
    const script = make("script", { src: `data-${piece}.js`, async: false });
    script.addEventListener("load", () => --left || start());
    script.addEventListener("error", () => (status.textContent = "The data could not be loaded; the newest claims stand below."));
    document.head.append(script);
  }
})();
