// Inputs with data-score-grid: Enter and the down arrow go to the next one, the up arrow to the one before.
// Enter in the last one goes to the form's submit button instead of sending a half-read form.
(function () {
  "use strict";

  function neighbour(input, step) {
    const inputs = Array.from(input.form.querySelectorAll("input[data-score-grid]:not([disabled])"));
    return inputs[inputs.indexOf(input) + step];
  }

  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches || !input.matches("input[data-score-grid]") || event.isComposing) return;
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = neighbour(input, step);
    if (next) {
      next.focus();
      next.select();
    } else if (event.key === "Enter") {
      const button = input.form.querySelector("button[type='submit'], button:not([type])");
      if (button) button.focus();
    }
  });
})();
