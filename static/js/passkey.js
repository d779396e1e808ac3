// Says in words what allauth's passkey script would leave in the console: the person cancelled, or the device refused.
(function () {
  "use strict";

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-key-error]").forEach((place) => { place.hidden = false; });
  });
})();
