// Page frame: marks that scripts run, focuses the error summary, closes menus, opens parts that a link leads to. Everything works without it.
(function () {
  "use strict";

  document.documentElement.classList.add("has-script");

  function focusErrorSummary(root) {
    const summary = root.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  }

  // A link to a group of radio buttons lands on the group; the first button is where one can act.
  function followErrorLink(event) {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    if (!link) return;
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
    if (!field) return;
    event.preventDefault();
    const label = field.labels && field.labels[0];
    (target.closest(".field") || label || field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  }

  // Not every browser opens a closed part by itself when a link leads to it.
  function openPart(event) {
    const link = event.target.closest("a[href^='#']");
    if (link) openTarget(link.hash);
  }

  function openTarget(hash) {
    const part = hash.length > 1 && document.getElementById(hash.slice(1));
    if (part && part.matches("details")) part.open = true;
  }

  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", (event) => {
    followErrorLink(event);
    openPart(event);
    closeMenus(event.target.closest("details[data-menu]"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  document.addEventListener("DOMContentLoaded", () => {
    openTarget(location.hash);
    focusErrorSummary(document);
  });
})();
