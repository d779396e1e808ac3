// Text areas grow with their text. Only for browsers without CSS "field-sizing: content".
(function () {
  "use strict";

  if (CSS.supports("field-sizing", "content")) return;

  function fit(area) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) fit(event.target);
  });
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("textarea").forEach(fit));
})();
