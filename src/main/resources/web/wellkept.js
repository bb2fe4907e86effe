// All of it works without this. Where a part of the page comes anew by itself, what a reader
// unfolded stays so, and nothing is fetched while nobody looks.
(() => {
  let unfolded = [];
  let scrolled = [];
  const sideways = () => [...document.querySelectorAll("[data-sideways]")];
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches("[data-live]")) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", () => {
    unfolded = [...document.querySelectorAll("details[id][open]")].map((one) => one.id);
    scrolled = sideways().map((one) => one.scrollLeft);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    sideways().forEach((one, i) => (one.scrollLeft = scrolled[i] ?? 0));
  });
})();
