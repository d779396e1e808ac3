// <button data-copy="ID">: puts the text of that element on the clipboard and says so in the button; without a clipboard
// (plain http) the text is selected, to be copied by hand.
(function () {
  "use strict";

  const SHOWN = 2000; // milliseconds

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const status = button.parentElement.querySelector("[data-copy-status]");
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      status.textContent = speak("คัดลอกแล้ว");
    } catch {
      getSelection().selectAllChildren(source);
      status.textContent = speak("เลือกข้อความไว้ให้แล้ว กรุณากด Ctrl+C");
    }
    setTimeout(() => { status.textContent = ""; }, SHOWN);
  });
})();
