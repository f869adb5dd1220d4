// Keep what is typed as a draft while one types: every few seconds, and when the page is put away.
// A form asks for it with data-draft-url. The words it shows stand in its [data-draft-state].
(() => {
  "use strict";
  const PAUSE = 3000;

  for (const form of document.querySelectorAll("form[data-draft-url]")) {
    const state = form.querySelector("[data-draft-state]");
    let timer = 0;
    let kept = "";

    const body = () => {
      const data = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (typeof value === "string") data.append(name, value);
      }
      return data;
    };
    kept = body().toString();

    const tell = (words) => {
      if (state && state.textContent !== words) state.textContent = words;
    };

    const keep = async () => {
      window.clearTimeout(timer);
      timer = 0;
      const data = body();
      if (data.toString() === kept) return;
      try {
        const answer = await fetch(form.dataset.draftUrl, {
          method: "POST",
          body: data,
          keepalive: true,
          headers: { "X-CSRFToken": data.get("csrf_token") || "" },
        });
        if (!answer.ok) throw new Error(String(answer.status));
        kept = data.toString();
        tell(state?.dataset.wordsKept ?? "");
      } catch {
        tell(state?.dataset.wordsLost ?? "");
        timer = window.setTimeout(keep, PAUSE * 3);
      }
    };

    form.addEventListener("input", () => {
      if (!timer) timer = window.setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", () => {
      window.clearTimeout(timer);
      kept = body().toString();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") keep();
    });
    window.addEventListener("online", keep);
  }
})();
