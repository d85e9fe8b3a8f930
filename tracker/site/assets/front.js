// The front page's search: what is typed is looked for on the page of the search. Nothing is sent anywhere.
(() => {
  "use strict";
  const form = document.getElementById("front-search");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = form.elements.q.value.trim();
    location.href = form.dataset.to + (words ? `#${encodeURIComponent(words)}` : "");
  });
})();
