// The key "/" (on a Thai keyboard the same key writes "ฝ") leads to the search box, unless somebody is typing.
(function () {
  "use strict";

  const TYPING = "input, textarea, select, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && !event.isComposing;
    if (!plain || (event.key !== "/" && event.key !== "ฝ") || event.target.closest(TYPING)) return;
    const box = [...document.querySelectorAll("[data-search-box]")].find((each) => each.checkVisibility());
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
