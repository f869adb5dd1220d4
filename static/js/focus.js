// After htmx has changed a part of the page: move the focus where the new part asks for it, and
// let the live region say what changed. Also closes "How I like it" with Escape or a tap outside.
(() => {
  "use strict";
  const focusOn = (root) => {
    const target = root.matches?.("[data-focus]") ? root : root.querySelector?.("[data-focus]");
    if (!target) return;
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus();
  };

  document.addEventListener("htmx:afterSettle", (event) => focusOn(event.detail.elt));
  document.addEventListener("say", (event) => {
    const region = document.getElementById("say");
    const words = event.detail?.value ?? event.detail;
    if (!region || !words) return;
    // The same words twice are only said again when the region was empty in between.
    region.textContent = "";
    window.setTimeout(() => { region.textContent = words; }, 50);
  });
  focusOn(document.getElementById("main"));

  const likes = document.querySelector("details.likes");
  if (!likes) return;
  const close = () => { likes.open = false; };
  document.addEventListener("click", (event) => {
    if (likes.open && !likes.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !likes.open) return;
    close();
    likes.querySelector("summary").focus();
  });
})();
