// <form data-draft="ADDRESS"> with a hidden draft_of and a [data-draft-status]: what is typed is sent to the address
// when typing pauses, and the status says when that was. Passphrases and files stay where they are.
// While the page offers an older draft ([data-draft-offer]) nothing is kept: it would be written over.
(function () {
  "use strict";

  const PAUSE = 2000; // milliseconds
  const waiting = new Map();
  let sending = null;

  function say(form, text) {
    const status = form.querySelector("[data-draft-status]");
    if (status.textContent !== text) status.textContent = text;
  }

  function typed(form) {
    const secret = new Set(Array.from(form.querySelectorAll("input[type=password]"), (input) => input.name));
    const pairs = Array.from(new FormData(form)).filter(([name, value]) => typeof value === "string" && !secret.has(name));
    const body = new URLSearchParams(pairs);
    // As token.js: somebody may have signed in again in another window.
    const now = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (now) body.set("csrfmiddlewaretoken", now[1]);
    return body;
  }

  async function keep(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    if (document.querySelector("[data-draft-offer]")) {
      say(form, speak("ยังไม่เก็บร่างใหม่ กรุณาเลือก “นำกลับมา” หรือ “ทิ้งร่าง” ที่ต้นหน้าก่อน"));
      return;
    }
    sending = new AbortController();
    try {
      const body = typed(form);
      // The browser goes on sending when the window is closed, as long as it is no more than this.
      const keepalive = body.toString().length < 60000;
      const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive, signal: sending.signal });
      const is_told = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      say(form, is_told ? (await answer.json()).said : speak("ยังเก็บร่างไม่ได้ เพราะออกจากระบบแล้ว กดบันทึกแล้วเข้าสู่ระบบอีกครั้ง ข้อความจะไม่หาย"));
    } catch (error) {
      if (error.name !== "AbortError") say(form, speak("ยังเก็บร่างไม่ได้ เพราะติดต่อระบบไม่ได้ จะลองใหม่เมื่อพิมพ์ต่อ"));
    }
  }

  function later(event) {
    const form = event.target.closest("form[data-draft]");
    if (!form || event.target.type === "password" || event.target.type === "file") return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(keep, PAUSE, form));
  }

  ["input", "change", "guard:dirty"].forEach((name) => document.addEventListener(name, later));

  // Leaving: what was typed since the last pause is kept at once.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") Array.from(waiting.keys()).forEach(keep);
  });

  // Saved: nothing that is on its way may come in behind it.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("form[data-draft]")) return;
    clearTimeout(waiting.get(event.target));
    waiting.delete(event.target);
    if (sending) sending.abort();
  });

  // Thrown away in place, so that what was typed meanwhile stays.
  document.addEventListener("submit", async (event) => {
    const offer = event.target.closest("[data-draft-offer]");
    if (!offer) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target, event.submitter));
    await fetch(event.target.action, { method: "POST", body, redirect: "manual" });
    offer.remove();
    const form = document.querySelector("form[data-draft]");
    say(form, speak("ทิ้งร่างแล้ว"));
    const field = form.querySelector("input:not([type=hidden]), textarea, select");
    if (field) field.focus();
  });
})();
