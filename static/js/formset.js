// Adds and removes rows of a Django formset.
// The management form lies anywhere in the same <form>.
// <div data-formset="PREFIX"> … <div data-formset-rows> rows [data-formset-row] </div>
//   <template data-formset-template> one row with __prefix__ </template>
//   <button type="button" class="btn btn-outline-primary needs-script" data-formset-add>…</button> </div>
// A row may hold <button type="button" class="needs-script" data-formset-remove>; its DELETE box is ticked and the row hidden.
(function () {
  "use strict";

  function management(formset, name) {
    return (formset.closest("form") || formset).querySelector(`[name="${formset.dataset.formset}-${name}"]`);
  }

  function addRow(formset) {
    const total = management(formset, "TOTAL_FORMS");
    const limit = management(formset, "MAX_NUM_FORMS");
    const number = Number(total.value);
    if (limit && limit.value && number >= Number(limit.value)) return;
    const template = formset.querySelector("template[data-formset-template]");
    const row = template.content.cloneNode(true);
    row.querySelectorAll("*").forEach((element) => {
      for (const attribute of Array.from(element.attributes)) {
        attribute.value = attribute.value.replaceAll("__prefix__", number);
      }
    });
    row.querySelectorAll("[data-formset-number]").forEach((element) => { element.textContent = number + 1; });
    const rows = formset.querySelector("[data-formset-rows]");
    rows.append(row);
    total.value = number + 1;
    const field = rows.lastElementChild.querySelector("input:not([type=hidden]), select, textarea");
    if (field) field.focus();
  }

  function removeRow(formset, row) {
    const box = row.querySelector("input[name$='-DELETE']");
    if (box) {
      box.checked = true;
      if (box.type === "hidden") box.value = "on";
    } else {
      row.querySelectorAll("input, select, textarea").forEach((field) => { field.value = ""; });
    }
    row.classList.add("is-removed");
    formset.dispatchEvent(new CustomEvent("guard:dirty", { bubbles: true }));
    const add = formset.querySelector("[data-formset-add]");
    if (add) add.focus();
  }

  document.addEventListener("click", (event) => {
    const formset = event.target.closest("[data-formset]");
    if (!formset) return;
    if (event.target.closest("[data-formset-add]")) {
      addRow(formset);
      formset.dispatchEvent(new CustomEvent("guard:dirty", { bubbles: true }));
    }
    const remove = event.target.closest("[data-formset-remove]");
    if (remove) removeRow(formset, remove.closest("[data-formset-row]"));
  });
})();
