// Say how it is going without a signal. Each answer is locked at once with the account's public key:
// this phone cannot read it back (app/outcomes/sealing.py opens it). waiting.js keeps and sends it.
(() => {
  "use strict";
  const w = window.waiting;
  const able = Boolean(w && window.indexedDB && window.caches && navigator.serviceWorker && window.crypto?.subtle);
  const KEPT = "without-signal";
  const ABOUT = new TextEncoder().encode("together: an answer without a signal, 1");
  const DAY = 24 * 3600 * 1000;
  const LARGEST_SIDE = 1600;
  const LARGEST_BYTES = 5 * 1024 * 1024;

  // --- with a signal: put aside the page and the public key ---

  const keptPage = async () => {
    const cache = await caches.open(KEPT);
    const found = (await cache.keys()).find((each) => new URL(each.url).pathname === "/without-signal");
    return found ? cache.match(found, { ignoreVary: true }) : undefined;
  };

  const putPageAside = async () => {
    const lang = document.documentElement.lang;
    const old = await keptPage();
    const isNew = old && Date.now() - Date.parse(old.headers.get("Date")) < DAY;
    if (isNew && new URL(old.url).searchParams.get("lang") === lang) return;
    // Without cookies: what comes back can hold nothing of anybody.
    const options = { credentials: "omit", cache: "no-store" };
    const page = await fetch(`/without-signal?lang=${lang}`, options);
    if (!page.ok) return;
    const drawn = new DOMParser().parseFromString(await page.clone().text(), "text/html");
    const files = [...drawn.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src], img[src]')]
      .map((each) => each.getAttribute("href") ?? each.getAttribute("src"));
    const cache = await caches.open(KEPT);
    await cache.addAll([...new Set(files)].map((each) => new Request(each, { credentials: "omit" })));
    await cache.put(page.url, page);
    const wanted = new Set([page.url, ...files.map((each) => new URL(each, location.href).href)]);
    for (const each of await cache.keys()) if (!wanted.has(each.url)) await cache.delete(each);
  };

  const putKeyAside = async () => {
    const known = (await w.everybody()).find((each) => each.person === w.person());
    if (known && known.mark === w.MARK && Date.now() - known.at < DAY) return;
    const answer = await fetch(`/people/${w.person()}/outcomes/check-in/seal`, {
      method: "POST",
      headers: { "X-CSRFToken": document.querySelector('input[name="csrf_token"]')?.value ?? "", Accept: "application/json" },
    });
    if (!answer.ok) return;
    const { key, mark, seconds } = await answer.json();
    const { size, look, show } = document.documentElement.dataset;
    const at = Date.now();
    await w.remember({ person: w.person(), key, mark, seconds, at, until: at + seconds * 1000, likes: { size, look, show } });
  };

  const prepare = async () => {
    const scope = `/people/${w.person()}/outcomes/check-in`;
    await navigator.serviceWorker.register("/service-worker.js", { scope });
    await putPageAside();
    await putKeyAside();
    document.documentElement.dataset.canWait = "yes";
    for (const place of document.querySelectorAll("[data-can-wait]")) place.hidden = false;
    for (const place of document.querySelectorAll("[data-cannot-wait]")) place.hidden = true;
  };

  // --- locking one answer ---

  // `key`: that of the open page, where there is one: sent by both, it counts once.
  const lockUp = async (now, key, said, photo) => {
    const { subtle } = crypto;
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const theirs = await subtle.importKey("jwk", now.key, curve, false, []);
    const ours = await subtle.generateKey(curve, false, ["deriveBits"]);
    const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
    const ephemeral = new Uint8Array(await subtle.exportKey("raw", ours.publicKey));
    const source = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const secret = await subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: ephemeral, info: ABOUT },
      source, { name: "AES-GCM", length: 256 }, false, ["encrypt"],
    );
    const words = new TextEncoder().encode(JSON.stringify(said));
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(0, words.length);
    const plain = await new Blob([length.buffer, words, photo ?? new Uint8Array()]).arrayBuffer();
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const bound = new TextEncoder().encode(`${key}|${now.mark}|${now.person}`);
    const locked = await subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: bound }, secret, plain);
    return { key, mark: now.mark, person: now.person, ephemeral, nonce, locked };
  };

  // As a JPEG of at most 1600 pixels. Throws where the browser cannot open it.
  const smaller = async (file) => {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.85); });
    if (!drawn || drawn.size > LARGEST_BYTES) throw new Error("photo");
    return drawn;
  };

  // --- the page without a signal ---

  // `about`: what the open page knew, {outcome, title, key, said, photo, before}; it lives only as long
  // as this page. before: there were steps with a signal, which the server has.
  const start = async (root, about = {}) => {
    const words = root.dataset;
    const form = root.querySelector("form");
    const error = root.querySelector("[data-error]");
    const state = root.querySelector("[data-state]");
    const now = (await w.everybody()).find((each) => each.person === w.person());
    const only = (name) => {
      for (const part of root.querySelectorAll("[data-if]")) part.hidden = part.dataset.if !== name;
    };
    for (const link of document.querySelectorAll('.bar a[href="/help"]')) link.addEventListener("click", openHelp);
    if (w.isLocked()) return only("locked");
    // An open page may go on for as long as it is open; a page that is opened anew asks who is there.
    if (!now || (!about.open && Date.now() > now.until)) return only("nobody");
    for (const [name, value] of Object.entries(about.open ? {} : now.likes)) {
      if (value) document.documentElement.dataset[name] = value;
    }
    only("ask");
    await w.show();
    if (about.title) {
      const place = root.querySelector("[data-about]");
      place.hidden = false;
      place.firstElementChild.textContent = about.title;
    }
    bring(form, about);

    const complain = (text) => {
      state.textContent = "";
      error.textContent = text;
      error.hidden = !text;
      if (text) error.focus();
    };

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector('[type="submit"]');
      if (button.disabled) return;
      complain("");
      const given = new FormData(form);
      const text = (name) => (given.get(name) ?? "").toString().trim();
      const file = form.elements.photo.files[0];
      if (!about.before && !text("answer") && !text("words") && !file) { complain(words.wordsEmpty); return; }
      button.disabled = true;
      try {
        let photo = null;
        if (file) {
          state.textContent = words.wordsSmaller;
          try { photo = await smaller(file); } catch { complain(words.wordsPhoto); return; }
        }
        const said = {
          language: document.documentElement.lang, ...about.said, outcome: about.outcome ?? "", said_at: Date.now(),
        };
        for (const name of ["answer", "words", "alt"]) said[name] = text(name);
        said.helped = [about.said?.helped, text("helped")].filter(Boolean).join(" ");
        const taken = (await w.answers()).some((each) => each.key === about.key);
        const key = taken || !about.key ? crypto.randomUUID() : about.key;
        try { await w.keep(await lockUp(now, key, said, photo)); } catch { complain(words.wordsRoom); return; }
        form.reset();
        about = {};
        root.querySelector("[data-about]").hidden = true;
        state.textContent = "";
        only("kept");
        root.querySelector('[data-if="kept"]').focus();
        document.dispatchEvent(new CustomEvent("say", { detail: words.wordsKept }));
        await w.show();
        w.send().catch(() => {});
      } finally {
        button.disabled = false;
      }
    });
    root.querySelector('[data-do="another"]').addEventListener("click", () => {
      only("ask");
      form.querySelector("input").focus();
    });
  };

  // Help does not wait for a signal: the numbers stand on this page.
  const openHelp = async (event) => {
    event.preventDefault();
    if (!(await w.isAway())) { location.assign("/help"); return; }
    const fold = document.getElementById("help-here");
    fold.open = true;
    fold.querySelector("summary").focus();
  };

  // What stands in the form of an open page, by name; lists with spaces between.
  const standing = (form) => {
    const data = new FormData(form);
    const said = { answer: form.dataset.said ?? "" };
    for (const name of ["answer", "words", "observed", "means", "alt", "language", "present", "helped"]) {
      const all = data.getAll(name).filter((each) => typeof each === "string" && each);
      if (all.length) said[name] = all.join(" ");
    }
    return said;
  };

  // It goes along into the form of the kept page.
  const bring = (form, about) => {
    const folded = form.querySelector("details");
    for (const one of form.elements.answer) one.checked = one.value === about.said?.answer;
    for (const name of ["words", "alt"]) {
      if (!about.said?.[name]) continue;
      form.elements[name].value = about.said[name];
      folded.open = true;
    }
    if (about.photo?.length) {
      form.elements.photo.files = about.photo;
      folded.open = true;
    }
  };

  const goWithout = async (about) => {
    const page = await keptPage();
    if (!page || document.documentElement.dataset.canWait !== "yes") return false;
    const drawn = new DOMParser().parseFromString(await page.text(), "text/html");
    const main = document.importNode(drawn.getElementById("main"), true);
    document.getElementById("main").replaceWith(main);
    main.focus();
    await start(main.querySelector("[data-without-signal]"), { ...about, open: true });
    return true;
  };

  // Of an outcome, or of the day: the kept page asks about both.
  const ASKED = /\/outcomes\/(?:([0-9a-f-]{36})|day)\/check-in$/;

  const watchLinks = () => document.addEventListener("click", async (event) => {
    const link = event.target.closest("main a[href]");
    const found = link && new URL(link.href).pathname.match(ASKED);
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const title = link.querySelector(".title")?.textContent ?? "";
    if (await w.isAway() && await goWithout({ outcome: found[1], title })) return;
    location.assign(link.href);
  });

  // A sound cannot wait: it stays on the page, which says so.
  const holdSound = async (form) => {
    const page = await keptPage();
    if (!page) return false;
    const drawn = new DOMParser().parseFromString(await page.text(), "text/html");
    const told = form.querySelector("[data-held]") ?? document.createElement("p");
    told.dataset.held = "";
    told.className = "error";
    told.tabIndex = -1;
    told.textContent = drawn.querySelector("[data-without-signal]").dataset.wordsSound;
    form.prepend(told);
    told.focus();
    return true;
  };

  const watchForm = (form, outcome) => form.addEventListener("submit", async (event) => {
    // The scripts of the form itself come first: recording may go on.
    if (form.dataset.sure || event.defaultPrevented) return;
    event.preventDefault();
    if (await w.isAway()) {
      const files = (name) => form.elements[name]?.files;
      const about = {
        outcome,
        title: document.querySelector("main .head p")?.textContent ?? "",
        key: form.elements.key?.value,
        said: standing(form),
        photo: files("photo"),
        before: form.elements.step.value !== "1",
      };
      if (await (files("sound")?.length ? holdSound(form) : goWithout(about))) return;
    }
    form.dataset.sure = "yes";
    form.requestSubmit(event.submitter);
    delete form.dataset.sure;
  });

  const watchOpenPage = () => {
    watchLinks();
    const form = document.querySelector("form#check-in");
    const found = location.pathname.match(ASKED);
    if (form && found) watchForm(form, found[1]);
  };

  const root = document.querySelector("[data-without-signal]");
  if (!able) return;
  if (root) {
    // It was kept as a visitor sees it: what a visitor may change does nothing here.
    document.querySelector("details.likes").hidden = Boolean(w.person());
    start(root).catch(() => {});
    return;
  }
  watchOpenPage();
  prepare().catch(() => {});
})();
