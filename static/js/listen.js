// Read the page aloud with a voice of this device, part by part, each in its own language.
// Nothing plays by itself. Where the device has no voice for the page's language, it says so.
(() => {
  "use strict";
  const button = document.querySelector("[data-listen]");
  const reason = document.querySelector("[data-listen-reason]");
  if (!button || !reason) return;

  const speech = window.speechSynthesis;
  const words = button.querySelector("span");
  const listen = words.textContent;
  const READ = "h1, h2, h3, h4, legend, label, p, li, dt, dd, caption, th, td, .title, .line, .button, .door";
  let queue = [];
  let current = null;

  const voiceFor = (lang) => {
    const want = lang.toLowerCase().split("-")[0];
    return speech.getVoices().find((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === want);
  };

  const refuse = () => {
    button.hidden = true;
    reason.hidden = false;
    reason.textContent = button.dataset.wordsNone;
  };

  const offer = () => {
    const can = Boolean(voiceFor(document.documentElement.lang));
    button.hidden = !can;
    reason.hidden = can;
    if (!can) refuse();
  };

  // Voices arrive late in some browsers: ask again when they do.
  if (!speech || !window.SpeechSynthesisUtterance) {
    refuse();
    return;
  }
  speech.addEventListener?.("voiceschanged", offer);
  offer();

  const seen = (node) => node.checkVisibility ? node.checkVisibility() : node.offsetParent !== null;

  const parts = () => {
    const main = document.getElementById("main");
    const all = [...main.querySelectorAll(READ)].filter((node) => seen(node) && !node.closest("[aria-hidden]"));
    // Only the innermost of what is read, so that nothing is said twice.
    return all.filter((node) => !all.some((other) => other !== node && node.contains(other)));
  };

  const say = () => {
    current?.classList.remove("being-read");
    current = queue.shift();
    if (!current) return stop();
    const text = current.innerText.trim();
    if (!text) return say();
    const only = current.children.length === 1 && current.firstElementChild;
    const own = only && only.lang && only.innerText.trim() === text ? only : current.closest("[lang]");
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = own.lang;
    utterance.voice = voiceFor(own.lang) || voiceFor(document.documentElement.lang);
    utterance.rate = 0.9;
    utterance.onend = say;
    utterance.onerror = stop;
    current.classList.add("being-read");
    current.scrollIntoView({ block: "nearest" });
    speech.speak(utterance);
  };

  const stop = () => {
    queue = [];
    current?.classList.remove("being-read");
    current = null;
    speech.cancel();
    words.textContent = listen;
    button.removeAttribute("aria-pressed");
  };

  button.addEventListener("click", () => {
    if (button.hasAttribute("aria-pressed")) return stop();
    queue = parts();
    words.textContent = button.dataset.wordsStop;
    button.setAttribute("aria-pressed", "true");
    say();
  });
  window.addEventListener("pagehide", stop);
  document.addEventListener("htmx:beforeSwap", stop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current) stop();
  });
})();
