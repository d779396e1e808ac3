// <form data-evidence-drop>: files dropped on [data-drop-zone] or taken with the camera join the file input; their
// names and sizes are shown, and what is too many is said before anything is sent. A file that is too large is named and
// left out, so that it does not keep the others from being sent.
// data-max-count in files, data-max-photo and data-max-file in megabytes. The server checks again.
(function () {
  "use strict";

  const MEGABYTE = 1024 * 1024;

  function size(bytes) {
    return bytes < MEGABYTE ? speak("{bytes} กิโลไบต์", { bytes: Math.ceil(bytes / 1024) }) : speak("{bytes} เมกะไบต์", { bytes: (bytes / MEGABYTE).toFixed(1) });
  }

  function watch(form) {
    const zone = form.querySelector("[data-drop-zone]");
    const input = zone.querySelector("input[type=file][multiple]");
    const camera = zone.querySelector("input[capture]");
    const list = zone.querySelector("[data-chosen]");
    const status = zone.querySelector("[data-drop-status]");
    const maxCount = Number(form.dataset.maxCount);
    let leftOut = [];
    let isJoining = false;

    function tooLarge(file) {
      const limit = file.type.startsWith("image/") ? form.dataset.maxPhoto : form.dataset.maxFile;
      return file.size > limit * MEGABYTE ? speak("ใหญ่เกิน {limit} เมกะไบต์", { limit }) : "";
    }

    function problem() {
      if (input.files.length > maxCount) return speak("เลือกไว้ {chosen} ไฟล์ ส่งได้ครั้งละไม่เกิน {maxCount} ไฟล์ กรุณาเลือกใหม่", { chosen: input.files.length, maxCount });
      return leftOut.length && !input.files.length ? speak("ทุกไฟล์ที่เลือกใหญ่เกินกำหนด กรุณาเลือกใหม่") : "";
    }

    function leaveOutTooLarge() {
      const chosen = [...input.files];
      leftOut = [...(isJoining ? leftOut : []), ...chosen.filter(tooLarge)];
      if (chosen.some(tooLarge)) hold(chosen.filter((file) => !tooLarge(file)));
    }

    function hold(files) {
      const all = new DataTransfer();
      files.forEach((file) => all.items.add(file));
      input.files = all.files;
    }

    function show() {
      const files = [...input.files];
      list.hidden = !files.length && !leftOut.length;
      list.replaceChildren(
        ...[...files, ...leftOut].map((file) => {
          const row = document.createElement("li");
          const told = document.createElement("span");
          told.textContent = tooLarge(file) ? speak("{size} {tooLarge} จะไม่ส่งไฟล์นี้", { size: size(file.size), tooLarge: tooLarge(file) }) : size(file.size);
          told.classList.toggle("is-bad", Boolean(tooLarge(file)));
          row.append(file.name, told);
          return row;
        }),
      );
      const total = files.reduce((sum, file) => sum + file.size, 0);
      status.classList.toggle("is-bad", Boolean(problem()));
      status.textContent = problem() || (files.length ? speak("เลือกแล้ว {n} ไฟล์ รวม {size}", { n: files.length, size: size(total) }) : "");
    }

    function join(more) {
      hold([...input.files, ...more]);
      isJoining = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      isJoining = false;
    }

    input.addEventListener("change", () => {
      leaveOutTooLarge();
      show();
    });
    camera.addEventListener("change", () => {
      const taken = [...camera.files];
      camera.value = "";
      join(taken);
    });
    for (const name of ["dragenter", "dragover"]) {
      zone.addEventListener(name, (event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        zone.classList.add("is-over");
      });
    }
    zone.addEventListener("dragleave", (event) => {
      if (!zone.contains(event.relatedTarget)) zone.classList.remove("is-over");
    });
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      join([...event.dataTransfer.files]);
    });
    form.addEventListener("submit", (event) => {
      if (!problem()) return;
      event.preventDefault();
      show();
      input.focus();
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-evidence-drop]").forEach(watch);
  });
})();
