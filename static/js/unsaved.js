// <form data-guard>: leaving the page with unsaved changes asks first; submitting does not.
(function () {
  "use strict";

  const dirty = new Set();

  function mark(event) {
    const form = event.target.closest("form[data-guard]");
    if (form) dirty.add(form);
  }

  document.addEventListener("input", mark);
  document.addEventListener("change", mark);
  document.addEventListener("guard:dirty", mark);
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) dirty.delete(event.target);
  });
  document.addEventListener("reset", (event) => dirty.delete(event.target));

  window.addEventListener("beforeunload", (event) => {
    for (const form of dirty) {
      if (form.isConnected) {
        event.preventDefault();
        event.returnValue = "";
        return;
      }
    }
  });
})();
