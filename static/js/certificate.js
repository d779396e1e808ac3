// <fieldset data-certificate data-certificate-url="…">: its check button asks whose certificate the chosen file holds
// and shows the answer in place, so that file and passphrase stay in their fields. Without it the button sends the form.
(function () {
  "use strict";

  const FAILED = speak("ตรวจใบรับรองไม่สำเร็จ กรุณาตรวจการเชื่อมต่ออินเทอร์เน็ตแล้วลองอีกครั้ง");

  async function check(group, button) {
    const form = button.form;
    const result = group.querySelector("[data-certificate-result]");
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "certificate", "passphrase"]) {
      const field = form.elements[name];
      data.append(name, field.type === "file" ? field.files[0] || "" : field.value);
    }
    result.textContent = speak("กำลังตรวจใบรับรอง…");
    button.setAttribute("aria-disabled", "true");
    try {
      const answer = await fetch(group.dataset.certificateUrl, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "fetch" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      result.innerHTML = await answer.text();
    } catch {
      result.textContent = FAILED;
    }
    button.removeAttribute("aria-disabled");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-certificate-check]");
    if (!button) return;
    event.preventDefault();
    if (!button.hasAttribute("aria-disabled")) check(button.closest("[data-certificate]"), button);
  });
})();
