// A POST form is sent once: further submits are ignored until the answer comes. What takes longer than half a second says
// so on what was pressed: the button of such a form, and a link with data-makes, whose file the server makes first.
// A page restored from the browser's history is ready again.
(function () {
  "use strict";

  const pressed = new Map();
  const told = document.createElement("div");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  document.addEventListener("DOMContentLoaded", () => document.body.append(told));

  function busy(control, words) {
    control.setAttribute("aria-disabled", "true");
    const said = [...control.childNodes];
    const timer = setTimeout(() => {
      control.replaceChildren(words);
      told.textContent = words;
    }, 500);
    pressed.set(control, { said, timer });
  }

  function release(control) {
    const { said, timer } = pressed.get(control);
    clearTimeout(timer);
    control.replaceChildren(...said);
    control.removeAttribute("aria-disabled");
    told.textContent = "";
    pressed.delete(control);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-repeatable")) return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-sent", "");
    if (event.submitter) busy(event.submitter, speak("กำลังดำเนินการ…"));
  });

  // Asked for without its content first, the file is made and kept; then it opens at once, or a page tells how far it is.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-makes]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (pressed.has(link)) return;
    busy(link, speak("กำลังจัดทำ…"));
    let address = link.href;
    try {
      const answer = await fetch(address, { method: "HEAD" });
      if (answer.redirected) address = answer.url;
    } catch {
      // The browser itself says what is wrong when it goes there.
    }
    release(link);
    location.assign(address);
  });

  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-sent]").forEach((form) => form.removeAttribute("data-sent"));
    [...pressed.keys()].forEach(release);
  });
})();
