// One key presses the button or link that names it; never while something is typed, held down or pressed with another key.
(() => {
  let gone = false;
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, textarea, select");
    if (event.key === "Escape" && field) field.blur();
    if (gone || field || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const one = [...document.querySelectorAll("[data-key]")].find((found) => found.dataset.key === event.key);
    if (!one) return;
    event.preventDefault();
    const named = one.closest("details");
    if (named) named.open = true;
    if (one.matches("input")) one.focus();
    else if (one.value?.startsWith("all-") && one.getBoundingClientRect().bottom > innerHeight) scrollBy(0, innerHeight * 0.8); // not all was on screen
    else {
      gone = one.matches("button");
      one.click();
    }
  });
  addEventListener("pageshow", () => { gone = false; });
})();
