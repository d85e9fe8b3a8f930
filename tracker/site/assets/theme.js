// Light, dark or the reader's own setting. Runs before the page is painted, so that nothing flashes.
(() => {
  "use strict";
  const KEY = "tracker-theme";
  const root = document.documentElement;

  function apply(choice) {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  }

  try {
    apply(localStorage.getItem(KEY));
  } catch {
    // a browser may forbid storage, from disk above all: then a choice holds for one page
  }

  document.addEventListener("DOMContentLoaded", () => {
    const label = document.createElement("label");
    const select = document.createElement("select");
    for (const words of ["Automatic", "Light", "Dark"]) select.append(new Option(words, words.toLowerCase()));
    select.value = root.dataset.theme || "automatic";
    select.addEventListener("change", () => {
      apply(select.value);
      try {
        localStorage.setItem(KEY, select.value);
      } catch {}
    });
    label.className = "theme";
    label.append("Theme ", select);
    document.querySelector("header.top").append(label);
  });
})();
