// What was cited as a place on this page and stands on another page now: lead there.
(() => {
  "use strict";
  function lead() {
    const found = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (found && found.matches(".moved a")) location.replace(found.href);
  }
  addEventListener("hashchange", lead);
  lead();
})();
