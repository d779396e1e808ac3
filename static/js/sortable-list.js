// <ol data-sortable>: rows can be dragged by [data-sortable-handle]; the hidden inputs in the rows carry the order,
// so the form sends them in the order shown. The up and down buttons of the server work without this file.
(function () {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-sortable]").forEach((list) => {
      const announce = list.parentElement.querySelector("[data-sortable-status]");
      window.Sortable.create(list, {
        handle: "[data-sortable-handle]",
        animation: 120,
        ghostClass: "sortable-ghost",
        onEnd(event) {
          if (event.oldIndex === event.newIndex) return;
          if (announce) announce.textContent = speak("ย้ายไปลำดับที่ {place} แล้ว กดบันทึกลำดับ", { place: event.newIndex + 1 });
          list.dispatchEvent(new CustomEvent("guard:dirty", { bubbles: true }));
        },
      });
    });
  });
})();
