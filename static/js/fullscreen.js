// [data-fullscreen] shows the page on the whole screen and takes it back; where the browser cannot, the button goes.
(function () {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-fullscreen]");
    if (!button) return;
    if (!document.fullscreenEnabled) {
      button.remove();
      return;
    }
    button.addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    });
    document.addEventListener("fullscreenchange", () => {
      button.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
    });
  });
})();
