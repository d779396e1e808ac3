// Inputs with data-score-grid: Enter and the down arrow go to the next one, the up arrow to the one before.
// Enter in the last one goes to the form's submit button instead of sending a half-read form.
// A column copied from a spreadsheet and pasted into one fills it and the ones below, in order.
(function () {
  "use strict";

  function inputsOf(input) {
    return Array.from(input.form.querySelectorAll("input[data-score-grid]:not([disabled])"));
  }

  function neighbour(input, step) {
    const inputs = inputsOf(input);
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

  document.addEventListener("paste", (event) => {
    const input = event.target;
    if (!input.matches || !input.matches("input[data-score-grid]") || !event.clipboardData) return;
    const text = event.clipboardData.getData("text/plain").replace(/[\r\n]+$/, "");
    // An empty cell keeps its place, or the scores below it would move up.
    const pieces = text.split(/\r\n|[\n\r\t]/).map((piece) => piece.trim());
    if (pieces.length < 2 || !pieces.every((piece) => /^([0-9๐-๙]{1,3}([.,][0-9๐-๙]{1,2})?)?$/.test(piece))) return;
    const inputs = inputsOf(input);
    const fields = inputs.slice(inputs.indexOf(input), inputs.indexOf(input) + pieces.length);
    // Numbers that do not all find a place stay where the person pasted them, to be looked at.
    if (fields.length < pieces.length) return;
    event.preventDefault();
    fields.forEach((field, place) => {
      if (!pieces[place]) return;
      field.value = pieces[place];
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    fields[fields.length - 1].focus();
  });
})();
