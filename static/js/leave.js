// "Leave fast": tell the server, show nothing, and put another page in this one's place, so that
// Back does not return here. Without this script the form posts to /leave, a plain page.
(() => {
  "use strict";
  const form = document.querySelector("form[data-leave]");
  if (!form) return;

  const leave = () => {
    if (window.speechSynthesis) window.speechSynthesis.cancel();
    navigator.sendBeacon(form.action, new FormData(form));
    document.documentElement.hidden = true;
    document.title = "…";
    window.location.replace(form.dataset.leaveUrl);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });

  // A page kept by the browser for Back must not show itself again after leaving.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.documentElement.hidden) window.location.reload();
  });
})();
