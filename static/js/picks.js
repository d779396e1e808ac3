// <form data-picks>: [data-pick] boxes are counted in [data-pick-count], [data-pick-all] ticks all of them.
// A row that stands in two groups has a box in each; they go together.
(function () {
  "use strict";

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-picks]");
    if (!form) return;
    const boxes = Array.from(form.querySelectorAll("[data-pick]"));
    const all = form.querySelector("[data-pick-all]");
    boxes.forEach((box) => {
      if (event.target === all || box.value === event.target.value) box.checked = event.target.checked;
    });
    const picked = new Set(boxes.filter((box) => box.checked).map((box) => box.value)).size;
    all.checked = boxes.every((box) => box.checked);
    all.indeterminate = picked > 0 && !all.checked;
    form.querySelector("[data-pick-count]").textContent = picked ? speak("เลือกแล้ว {picked} ข้อ", { picked }) : speak("ยังไม่ได้เลือกข้อใด");
  });
})();
