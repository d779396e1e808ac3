// Lists the agencies to change to as one types their name; without it the form leads to the page that lists them.
(function () {
  "use strict";

  document.querySelectorAll("[data-agency-search]").forEach((input) => {
    const list = input.closest("form").nextElementSibling;
    let waiting, asked;

    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        if (asked) asked.abort();
        asked = new AbortController();
        try {
          const url = `${input.dataset.agencySearch}?q=${encodeURIComponent(input.value)}`;
          const answer = await fetch(url, { signal: asked.signal, credentials: "same-origin" });
          // Whoever was signed out meanwhile gets a page, and sees it when the form is sent.
          if (answer.ok && !answer.redirected) list.innerHTML = await answer.text();
        } catch (error) {
          if (error.name !== "AbortError") throw error;
        }
      }, 200);
    });
  });
})();
