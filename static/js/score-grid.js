// Inputs with data-score-grid: Enter and the down arrow go to the next one, the up arrow to the one before.
// Enter in the last one goes to the form's submit button instead of sending a half-read form.
// Bare numbers copied from a column, a block or a line and pasted into one fill it and the ones below, in order; they are
// marked, [data-score-pasted] says how many, [data-score-unpaste] puts back what stood there.
// [data-score-running] shows what the form's page says of the scores typed so far.
(function () {
  "use strict";

  const NUMBER = /^([0-9๐-๙]{1,3}([.,][0-9๐-๙]{1,2})?)?$/;
  const PAUSE = 300; // milliseconds
  let before = [];
  let waiting = null;
  let asking = null;

  const isCell = (element) => element.matches && element.matches("input[data-score-grid]");
  const part = (form, name) => form.querySelector(`[data-score-${name}]`);

  function inputsOf(input) {
    return Array.from(input.form.querySelectorAll("input[data-score-grid]:not([disabled])"));
  }

  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!isCell(input) || event.isComposing) return;
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const inputs = inputsOf(input);
    const next = inputs[inputs.indexOf(input) + step];
    if (next) {
      next.focus();
      next.select();
    } else if (event.key === "Enter") {
      const button = input.form.querySelector("button[type='submit'], button:not([type])");
      if (button) button.focus();
    }
  });

  // An empty cell keeps its place, or the scores below it would move up. A first column 1, 2, 3 … is no score.
  function piecesOf(text) {
    let rows = text.replace(/[\r\n]+$/, "").split(/\r\n|[\n\r]/).map((row) => row.split("\t").map((cell) => cell.trim()));
    if (rows.length === 1 && rows[0].length === 1) rows = [rows[0][0].split(/\s+/)];
    const isNumbered = rows.length > 1 && rows.every((row, place) => row.length > 1 && row[0] === String(place + 1));
    return rows.flatMap((row) => (isNumbered ? row.slice(1) : row)).map((cell) => cell.replace(/\s*คะแนน$/, ""));
  }

  function fill(field, value) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function tell(form, text, filled) {
    const told = part(form, "pasted");
    if (!told) return;
    told.textContent = text;
    part(form, "unpaste").hidden = !filled.length;
    before = filled;
  }

  document.addEventListener("paste", (event) => {
    const input = event.target;
    if (!isCell(input) || !event.clipboardData) return;
    const pieces = piecesOf(event.clipboardData.getData("text/plain"));
    if (pieces.length < 2 || !pieces.every((piece) => NUMBER.test(piece))) return;
    event.preventDefault();
    const inputs = inputsOf(input);
    const fields = inputs.slice(inputs.indexOf(input), inputs.indexOf(input) + pieces.length);
    if (fields.length < pieces.length) {
      tell(input.form, speak("ยังไม่ได้วาง เพราะมีตัวเลข {pieces} ตัว แต่เหลือ {fields} ช่อง กรุณาเลือกช่องแรกใหม่", { pieces: pieces.length, fields: fields.length }), []);
      return;
    }
    const filled = fields.map((field, place) => [field, pieces[place]]).filter(([, piece]) => piece);
    tell(input.form, speak("วางแล้ว {filled} ช่อง ตรวจแล้วกดบันทึก", { filled: filled.length }), filled.map(([field]) => [field, field.value]));
    filled.forEach(([field, piece]) => {
      fill(field, piece);
      field.classList.add("is-pasted");
    });
    fields[fields.length - 1].focus();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.matches("[data-score-unpaste]")) return;
    before.forEach(([field, value]) => {
      fill(field, value);
      field.classList.remove("is-pasted");
    });
    const first = before[0][0];
    tell(first.form, speak("ย้อนการวางแล้ว"), []);
    first.focus();
  });

  async function reckon(form) {
    if (asking) asking.abort();
    asking = new AbortController();
    const how = { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" }, signal: asking.signal };
    try {
      const answer = await fetch(form.action, how);
      const html = await answer.text();
      // A page instead of the words: the sign-in has ended, which saving will tell.
      if (answer.ok && !answer.redirected && !html.includes("<html")) part(form, "running").innerHTML = html;
    } catch { /* The total stays as it was; saving tells what is wrong. */ }
  }

  document.addEventListener("input", (event) => {
    if (!isCell(event.target) || !part(event.target.form, "running")) return;
    clearTimeout(waiting);
    waiting = setTimeout(reckon, PAUSE, event.target.form);
  });
})();
