// The choice between light, dark and the reader's own setting. Runs before the page is painted, so that nothing flashes.
(() => {
  "use strict";
  const KEY = "tracker-theme";
  const root = document.documentElement;

  function kept() {
    try {
      return localStorage.getItem(KEY) || "auto";
    } catch {
      return "auto"; // a browser may forbid storage, from disk above all
    }
  }

  function apply(choice) {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  }

  function keep(choice) {
    apply(choice);
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // then it holds for this page alone
    }
  }

  function control() {
    const label = document.createElement("label");
    const select = document.createElement("select");
    label.className = "theme";
    label.append("Theme ", select);
    for (const [value, words] of [["auto", "Automatic"], ["light", "Light"], ["dark", "Dark"]]) {
      select.append(new Option(words, value));
    }
    select.value = root.dataset.theme || "auto";
    select.addEventListener("change", () => keep(select.value));
    return label;
  }

  apply(kept());
  document.addEventListener("DOMContentLoaded", () => {
    const header = document.querySelector("header.top");
    if (header) header.append(control());
  });
})();
