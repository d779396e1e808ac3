// A form that was open while its person signed in again in another window carries the token of the sign-in before; it is
// sent with that of now, which the browser keeps for the pages of this portal alone.
(function () {
  "use strict";

  document.addEventListener("submit", (event) => {
    const token = event.target.elements.namedItem("csrfmiddlewaretoken");
    const now = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token && now) token.value = now[1];
  });
})();
