// A POST form is sent once: the pressed button says it is busy, further submits are ignored.
// A page restored from the browser's history is ready again.
(function () {
  "use strict";

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-repeatable")) return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-sent", "");
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  });

  function release(root) {
    root.querySelectorAll("form[data-sent]").forEach((form) => {
      form.removeAttribute("data-sent");
      form.querySelectorAll("[aria-disabled='true']").forEach((button) => button.removeAttribute("aria-disabled"));
    });
  }

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) release(document);
  });
})();
