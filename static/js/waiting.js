// Answers that wait on this phone for a signal: count them, send each once, sign out with care, lock.
// They were locked by sealing.js; nothing here can read one. Runs on every page of who is signed in
// (the script's data-mark says whose page, in a way that names nobody) and on the page without signal.
// data-handed: the phone is in another's hands, who gives one answer, with this key. What the phone
// keeps of its owner is not for them: it asks nothing in the owner's name, and shows and sends none.
(() => {
  "use strict";
  const script = document.currentScript;
  const MARK = script.dataset.mark || "";
  const HANDED = script.dataset.handed || "";
  const LOCKED = /(?:^|;\s*)locked=1(?:;|$)/;
  const PATIENCE = 8000;

  // --- what the phone keeps: "answers", locked, by key; "now", who may answer here without a signal ---

  const opened = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("waiting", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("answers", { keyPath: "key" });
      asked.result.createObjectStore("now", { keyPath: "person" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  // Done when it is on the disk, not when it was asked for.
  const inStore = async (name, mode, work) => {
    const database = await opened();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(name, mode);
        const asked = work(transaction.objectStore(name));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  };
  const answers = () => inStore("answers", "readonly", (store) => store.getAll());
  const keep = (answer) => inStore("answers", "readwrite", (store) => store.put(answer));
  const drop = (key) => inStore("answers", "readwrite", (store) => store.delete(key));
  // Whoever left fast may not have had the time to clear it: a note that is kept at once does.
  const everybody = async () => (localStorage.getItem("left") ? [] : inStore("now", "readonly", (store) => store.getAll()));
  const remember = async (one) => {
    if (localStorage.getItem("left")) await forget();
    localStorage.removeItem("left");
    return inStore("now", "readwrite", (store) => store.put(one));
  };
  const forget = () => inStore("now", "readwrite", (store) => store.clear());

  const person = () => location.pathname.match(/^\/people\/([0-9a-f-]{36})\//)?.[1] ?? "";
  const isLocked = () => LOCKED.test(document.cookie);

  // Whose answers: of the page, else of who was signed in last and may still answer here.
  const whose = async () => MARK || (await everybody()).find((each) => each.person === person())?.mark || "";

  const ofMine = async (all) => {
    const mark = await whose();
    const here = person();
    const mine = all.filter((each) => each.mark === mark && (!here || each.person === here));
    return HANDED ? mine.filter((each) => each.key === HANDED) : mine;
  };

  const show = async () => {
    const mine = isLocked() ? [] : await ofMine(await answers());
    const waiting = mine.filter((each) => !each.refused);
    const refused = mine.filter((each) => each.refused);
    for (const place of document.querySelectorAll("[data-waiting]")) {
      place.hidden = !waiting.length;
      place.querySelector("[data-number]").textContent = String(waiting.length);
    }
    for (const place of document.querySelectorAll("[data-refused]")) {
      place.hidden = !refused.length;
      place.querySelector("[data-why]").textContent = [...new Set(refused.map((each) => each.refused))].join(" ");
    }
  };

  // Is the portal out of reach? The browser knows of no cable, not of no answer: so ask.
  const isAway = async (patience = PATIENCE) => {
    if (!navigator.onLine) return true;
    try {
      await fetch("/healthz", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(patience) });
      return false;
    } catch {
      return true;
    }
  };

  const tell = (words) => {
    if (words) document.dispatchEvent(new CustomEvent("say", { detail: words }));
  };

  // What could not come along must be seen too.
  const tellOnPage = (words) => {
    if (!words) return;
    tell(words);
    const told = document.createElement("p");
    told.className = "error";
    told.textContent = words;
    const main = document.getElementById("main");
    main.insertBefore(told, main.querySelector(":scope > .head")?.nextSibling ?? main.firstChild);
  };

  // --- sending: one at a time, in one tab, each with a token that was fetched just before ---

  const asForm = (one) => {
    const base = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_");
    const form = new FormData();
    form.append("key", one.key);
    form.append("mark", one.mark);
    form.append("ephemeral", base(one.ephemeral));
    form.append("nonce", base(one.nonce));
    form.append("locked", new Blob([one.locked]), "locked");
    form.append("sent_at", String(Date.now()));
    return form;
  };

  // "sent"; "later" (no signal, signed out, or trouble); "not" (somebody else's, or refused for good).
  const sendOne = async (one) => {
    const where = `/people/${one.person}/outcomes/check-in/${one.handed ? "handed" : "waiting"}`;
    const asked = await fetch(where, { cache: "no-store", redirect: "manual", headers: { Accept: "application/json" } });
    if (asked.status === 404 && one.mark === MARK) {
      await keep({ ...one, refused: script.dataset.wordsGone });
      return "not";
    }
    if (asked.status === 404) return "not";
    if (!asked.ok) return "later";
    const { token, mark } = await asked.json();
    if (mark !== one.mark) return "not";
    const answer = await fetch(where, {
      method: "POST", body: asForm(one), redirect: "manual",
      headers: { "X-CSRFToken": token, Accept: "application/json" },
    });
    const { told } = await answer.json().catch(() => ({}));
    if (answer.ok) {
      await drop(one.key);
      tellOnPage(told);
      return "sent";
    }
    if (answer.status === 413 || answer.status === 422) await keep({ ...one, refused: told || script.dataset.wordsGone });
    return [404, 409, 413, 422].includes(answer.status) ? "not" : "later";
  };

  const sendAll = async () => {
    let sent = 0;
    const all = HANDED ? await ofMine(await answers()) : await answers();
    const waiting = all.filter((each) => !each.refused && (!MARK || each.mark === MARK));
    for (const one of waiting) {
      const came = await sendOne(one).catch(() => "later");
      if (came === "sent") sent += 1;
      if (came === "later") break;
    }
    if (sent) tell(script.dataset.wordsSent);
    await show();
    const asks = document.querySelector("form#check-in, [data-without-signal]");
    if (sent && HANDED && asks) location.assign("/phone/back");
  };

  const send = async () => {
    if (isLocked() || !navigator.onLine || document.visibilityState === "hidden") return;
    if (navigator.locks) await navigator.locks.request("waiting-send", sendAll);
    else await sendAll();
  };

  // --- signing out: with answers that wait; without a signal; and the lock ---

  // The server ends the session with the first request that brings this cookie.
  const leaveLocked = () => {
    document.documentElement.hidden = true;
    location.replace("/sign-in");
  };
  const others = window.BroadcastChannel ? new BroadcastChannel("locked") : null;
  if (others) others.onmessage = leaveLocked;

  const lock = async (words) => {
    const safe = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `locked=1; path=/; max-age=31536000; samesite=lax${safe}`;
    others?.postMessage("locked");
    await forget();
    const main = document.createElement("main");
    main.id = "main";
    main.tabIndex = -1;
    main.append(words);
    const title = document.createElement("h1");
    title.textContent = main.querySelector("h2").textContent;
    main.querySelector("h2").replaceWith(title);
    const frame = document.createElement("div");
    frame.className = "frame";
    frame.append(main);
    document.body.replaceChildren(frame);
    document.title = title.textContent;
    main.focus();
  };

  const offer = (place, form, when) => {
    const words = (name) => {
      const found = place.querySelector(`template[data-when="${name}"]`).content.cloneNode(true);
      // Without a signal a picture that was never shown cannot come.
      if (when === "away") for (const picture of found.querySelectorAll(".arch")) picture.remove();
      return found;
    };
    place.querySelector("[data-asked]")?.remove();
    const asked = document.createElement("section");
    asked.className = "flow";
    asked.dataset.asked = when;
    asked.tabIndex = -1;
    asked.append(words(when));
    form.hidden = true;
    place.append(asked);
    asked.focus();
    const signOut = async () => { await forget(); form.submit(); };
    const doing = {
      keep: signOut,
      stay: async () => { asked.remove(); form.hidden = false; form.querySelector("button").focus(); },
      lock: () => lock(words("locked")),
      send: async () => {
        await send();
        const left = (await ofMine(await answers())).length;
        if (!left) return signOut();
        asked.querySelector("[data-not-sent]").hidden = false;
        return show();
      },
      throw: async (button) => {
        if (!button.dataset.sure) {
          button.dataset.sure = "yes";
          button.querySelector("span").textContent = button.dataset.wordsSure;
          return;
        }
        // What the person said on this phone is not its owner's to throw away: it stays locked.
        for (const one of await ofMine(await answers())) if (!one.handed) await drop(one.key);
        await signOut();
      },
    };
    for (const button of asked.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => doing[button.dataset.do](button));
    }
  };

  for (const place of document.querySelectorAll("[data-sign-out]")) {
    const form = place.querySelector("form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await isAway()) return offer(place, form, "away");
      const waiting = await answers().then(ofMine).catch(() => []);
      if (waiting.length) return offer(place, form, "waiting");
      await forget().catch(() => {});
      form.submit();
    });
  }

  // --- forms that no lost signal may take: what was typed stays on the page, which says so ---

  const hold = (form) => {
    const told = form.querySelector("[data-held]") ?? document.createElement("p");
    told.dataset.held = "";
    told.className = "error";
    told.tabIndex = -1;
    told.textContent = form.dataset.wordsAway;
    form.prepend(told);
    told.focus();
  };

  const pass = (form, submitter) => {
    form.dataset.sure = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.sure;
  };

  // `instead`: what can be done without a signal; false where it cannot, then the form is held.
  const guard = (form, instead = async () => false) => form.addEventListener("submit", async (event) => {
    // The scripts of the form itself come first: recording may go on.
    if (form.dataset.sure || event.defaultPrevented) return;
    event.preventDefault();
    if (!(await isAway())) return pass(form, event.submitter);
    if (!(await instead(event.submitter))) hold(form);
  });
  for (const form of document.querySelectorAll("form[data-hold]")) guard(form);

  // --- a phone in another's hands: a page of its owner that is open still shows nothing ---

  let covered = false;
  const cover = () => {
    const must = Boolean(MARK) && !HANDED && localStorage.getItem("handed") !== null;
    // Other scripts hide a page too: what they hid stays so.
    if (must !== covered) document.documentElement.hidden = covered = must;
  };
  if (HANDED) localStorage.setItem("handed", "1");
  else if (MARK) localStorage.removeItem("handed");
  window.addEventListener("storage", (event) => { if (event.key === "handed") cover(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) cover(); });

  // --- when to look ---

  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-leave]")) localStorage.setItem("left", "1");
  }, true);

  if (MARK && isLocked()) leaveLocked();
  window.addEventListener("pageshow", (event) => { if (event.persisted && isLocked()) leaveLocked(); });
  window.addEventListener("online", async () => { if (isLocked() && !(await isAway())) leaveLocked(); });
  document.addEventListener("click", async (event) => {
    if (!event.target.closest('[data-do="forget-refused"]')) return;
    for (const one of await ofMine(await answers())) if (one.refused) await drop(one.key);
    await show();
  });

  // Somebody else is signed in now: whoever was here before may not answer without a signal. Who is
  // still here may, for as long as their session may rest.
  const notice = async () => {
    if (HANDED) return forget();
    for (const each of MARK ? await everybody() : []) {
      if (each.mark !== MARK) await forget();
      else await remember({ ...each, until: Date.now() + each.seconds * 1000 });
    }
  };

  window.waiting = { MARK, HANDED, answers, everybody, remember, keep, isAway, isLocked, person, send, show, guard, pass };
  if (!window.indexedDB) return;
  const begin = () => notice().then(show).then(send).catch(() => {});
  begin();
  window.addEventListener("online", () => send().catch(() => {}));
  document.addEventListener("visibilitychange", () => send().catch(() => {}));
})();
