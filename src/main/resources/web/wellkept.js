// All of it works without this. Where a part of the page comes anew by itself, what a reader
// unfolded stays so, the focus stays where it is, and nothing is fetched while nobody looks.
(() => {
  let unfolded = [];
  let scrolled = [];
  let focused = null;
  let nth = -1;
  let fresh = new Date();
  const sideways = () => [...document.querySelectorAll("[data-sideways]")];
  const name = (one) =>
    one.closest("[data-live]") &&
    (one.getAttribute("href") ?? (one.matches("summary") ? one.parentElement.id : one.className));
  const named = (wanted) =>
    [...document.querySelectorAll("[data-live] :is(a, summary, [tabindex])")].filter(
      (one) => name(one) === wanted,
    );
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches("[data-live]")) event.preventDefault();
  });
  // what nobody could fetch must not look as if it were so still
  document.addEventListener("htmx:afterRequest", (event) => {
    const words = document.getElementById("not-fresh");
    if (!words) return;
    if (event.detail.successful) fresh = new Date();
    const at = fresh.toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
    });
    const said = event.detail.successful ? "" : words.dataset.words.replace("{0}", at);
    if (words.textContent !== said) words.textContent = said;
    words.hidden = !said;
  });
  // the same sentence is not said twice to those who listen
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { fragment, target } = event.detail;
    if (fragment.textContent === target.textContent) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:beforeSwap", () => {
    unfolded = [...document.querySelectorAll("details[id][open]")].map((one) => one.id);
    scrolled = sideways().map((one) => one.scrollLeft);
    focused = name(document.activeElement);
    nth = named(focused).indexOf(document.activeElement);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    sideways().forEach((one, i) => (one.scrollLeft = scrolled[i] ?? 0));
    if (focused === null || document.activeElement !== document.body) return;
    const same = named(focused);
    (same[nth] ?? same[0])?.focus({ preventScroll: true });
  });
})();
