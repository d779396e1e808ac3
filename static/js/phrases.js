// <div data-phrases="ID OF A TEXT FIELD"> with buttons [data-phrase]: a button puts its words into the field, behind
// what was typed there before, and chooses to approve: each of these phrases approves.
(function () {
  "use strict";

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-phrases] [data-phrase]");
    if (!button) return;
    const field = document.getElementById(button.closest("[data-phrases]").dataset.phrases);
    const typed = field.value.trim();
    if (!typed.includes(button.dataset.phrase)) {
      field.value = typed ? `${typed} ${button.dataset.phrase}` : button.dataset.phrase;
    }
    const approve = field.form.querySelector('[name="choice"][value="approve"]');
    approve.checked = true;
    approve.dispatchEvent(new Event("change", { bubbles: true }));
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
})();
