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
  // A recorder that stops at three minutes stops a moment later.
  const GRACE = 2;
  // Whoever looks for help waits no longer than this for a page.
  const SOON = 3000;
  const SOME_STAFF = "some-staff";

  // --- with a signal: put aside the page and the public key ---

  const keptPage = async () => {
    const cache = await caches.open(KEPT);
    const found = (await cache.keys()).find((each) => new URL(each.url).pathname === "/without-signal");
    return found ? cache.match(found, { ignoreVary: true }) : undefined;
  };

  // As a document with its pictures, which the worker gives to no other page. Nothing where it was
  // never put aside.
  const drawnPage = async () => {
    const page = await keptPage();
    if (!page) return null;
    const cache = await caches.open(KEPT);
    const drawn = new DOMParser().parseFromString(await page.text(), "text/html");
    for (const picture of drawn.querySelectorAll("main img")) {
      const found = await cache.match(picture.getAttribute("src"), { ignoreVary: true });
      if (found) picture.src = URL.createObjectURL(await found.blob());
      picture.loading = "eager";
    }
    return drawn;
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
    // In another's hands the phone asks without a signal only in the page that is open.
    if (!w.HANDED) {
      const scope = `/people/${w.person()}/outcomes/check-in`;
      await navigator.serviceWorker.register("/service-worker.js", { scope });
      await putKeyAside();
    }
    await putPageAside();
    document.documentElement.dataset.canWait = "yes";
    for (const place of document.querySelectorAll("[data-can-wait]")) place.hidden = false;
    for (const place of document.querySelectorAll("[data-cannot-wait]")) place.hidden = true;
  };

  // --- locking one answer ---

  // `key`: that of the open page, where there is one: sent by both, it counts once.
  const lockUp = async (now, key, said, photo, sound) => {
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
    const words = new TextEncoder().encode(JSON.stringify({ ...said, photo_bytes: photo?.size ?? 0 }));
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(0, words.length);
    const plain = await new Blob([length.buffer, words, ...[photo, sound].filter(Boolean)]).arrayBuffer();
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const bound = new TextEncoder().encode(`${key}|${now.mark}|${now.person}`);
    const locked = await subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: bound }, secret, plain);
    return { key, mark: now.mark, person: now.person, ephemeral, nonce, locked, handed: Boolean(said.handed) };
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

  // How long a sound is, in seconds; 0 where the browser cannot tell.
  const lengthOf = (file) => new Promise((resolve) => {
    const heard = new Audio();
    const done = (seconds) => {
      URL.revokeObjectURL(heard.src);
      resolve(Number.isFinite(seconds) ? seconds : 0);
    };
    heard.preload = "metadata";
    heard.onloadedmetadata = () => done(heard.duration);
    heard.onerror = () => done(0);
    window.setTimeout(done, SOON, 0);
    heard.src = URL.createObjectURL(file);
  });

  // --- the page without a signal ---
  // `about` is what the open page knew: {title, key, said, staff, files, before, handed, forWhom}. It
  // lives only as long as that page. before: there were steps with a signal, which the server has.

  // Whose answer it is: "handed", the person's on a phone that was handed over; "staff", about staff,
  // with who helped asked by kind; "mine", any other of who is signed in.
  const kindOf = (about) => (about.handed ? "handed" : about.said?.about ? "staff" : "mine");

  const knownHelp = (about) => (about.said?.helped ?? "").split(" ").filter(Boolean);
  const isKind = (kind, id, about) => about.staff.includes(id) === (kind === SOME_STAFF);

  // Who helped, as ids that the open page knew and kinds where it knew none.
  const helpers = (given, about) => {
    if (kindOf(about) !== "staff") return [...knownHelp(about), ...given.getAll("helped")];
    return given.getAll("helped_kind").flatMap((kind) => {
      const ids = knownHelp(about).filter((id) => isKind(kind, id, about));
      return ids.length ? ids : [kind];
    });
  };

  // Words where it cannot be kept as it is.
  const refusal = async (root, given, about, files) => {
    const words = root.dataset;
    const recorder = root.querySelector("[data-recorder]").dataset;
    const kinds = given.getAll("helped_kind");
    const isEmpty = !given.get("answer") && !given.get("words").trim() && !files.photo && !files.sound;
    if (isEmpty && !about.before) return words.wordsEmpty;
    if (kindOf(about) === "staff" && kinds.length === 1 && kinds[0] === SOME_STAFF) return words.wordsStaff;
    if (!files.sound) return "";
    if (files.sound.size > Number(recorder.mostBytes)) return recorder.wordsLarge;
    return await lengthOf(files.sound) > Number(recorder.mostSeconds) + GRACE ? words.wordsLong : "";
  };

  const start = async (root, about = {}) => {
    const words = root.dataset;
    const form = root.querySelector("form");
    const error = root.querySelector("[data-error]");
    const state = root.querySelector("[data-state]");
    const now = about.handed ?? (await w.everybody()).find((each) => each.person === w.person());
    const only = (name) => {
      for (const part of root.querySelectorAll("[data-if]")) part.hidden = part.dataset.if !== name;
    };
    if (w.isLocked()) return only("locked");
    // An open page may go on for as long as it is open; a page that is opened anew asks who is there.
    if (!now || (!about.open && Date.now() > now.until)) return only("nobody");
    for (const [name, value] of Object.entries(about.open ? {} : now.likes)) {
      if (value) document.documentElement.dataset[name] = value;
    }

    const complain = (text) => {
      state.textContent = "";
      error.textContent = text;
      error.hidden = !text;
      if (text) error.focus();
    };

    form.addEventListener("submit", async (event) => {
      // It still records: the recorder sends the form again when it has all that was said.
      if (event.defaultPrevented) return;
      event.preventDefault();
      const button = form.querySelector('[type="submit"]');
      if (button.disabled) return;
      complain("");
      button.disabled = true;
      try {
        const given = new FormData(form);
        const files = { photo: form.elements.photo.files[0], sound: form.elements.sound.files[0] };
        const wrong = await refusal(root, given, about, files);
        if (wrong) { complain(wrong); return; }
        let photo = null;
        if (files.photo) {
          state.textContent = words.wordsSmaller;
          try { photo = await smaller(files.photo); } catch { complain(words.wordsPhoto); return; }
        }
        const said = { language: document.documentElement.lang, ...about.said, said_at: Date.now() };
        for (const name of ["answer", "words", "alt", "said"]) said[name] = (given.get(name) ?? "").trim();
        said.helped = helpers(given, about).join(" ");
        const taken = (await w.answers()).some((each) => each.key === about.key);
        // On a phone that was handed over there is one answer, with the key that proves it.
        const key = about.key && (about.handed || !taken) ? about.key : crypto.randomUUID();
        try { await w.keep(await lockUp(now, key, said, photo, files.sound)); } catch { complain(words.wordsRoom); return; }
        form.reset();
        form.elements.sound.dispatchEvent(new Event("change"));
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
      about = {};
      dress(root, about);
      only("ask");
      form.querySelector("input").focus();
    });
    // It asks once it listens: a fast tap would send the form itself, and lose what it holds.
    dress(root, about);
    only(about.show ?? "ask");
    if (about.show) root.querySelector(`[data-if="${about.show}"]`).focus();
    await w.show();
  };

  // What the page shows of what it is about, and what was said before in its form.
  const dress = (root, about) => {
    for (const part of root.querySelectorAll("[data-only]")) {
      part.hidden = !part.dataset.only.split(" ").includes(kindOf(about));
    }
    root.querySelector("[data-for-whom]").textContent = about.forWhom ?? "";
    const title = root.querySelector("[data-about]");
    title.hidden = !about.title;
    title.firstElementChild.textContent = about.title ?? "";
    bring(root.querySelector("form"), about);
  };

  // It goes along into the form of the kept page.
  const bring = (form, about) => {
    const open = (name) => { form.elements[name].closest("details").open = true; };
    for (const one of form.elements.answer) one.checked = one.value === about.said?.answer;
    for (const name of ["words", "alt", "said"]) {
      if (!about.said?.[name]) continue;
      form.elements[name].value = about.said[name];
      open(name);
    }
    for (const name of ["photo", "sound"]) {
      if (!about.files?.[name]?.length) continue;
      form.elements[name].files = about.files[name];
      form.elements[name].dispatchEvent(new Event("change"));
      open(name);
    }
    if (kindOf(about) !== "staff") return;
    for (const one of form.elements.helped_kind) {
      one.checked = knownHelp(about).some((id) => isKind(one.value, id, about));
    }
  };

  const goWithout = async (about) => {
    if (document.documentElement.dataset.canWait !== "yes") return false;
    const drawn = await drawnPage();
    if (!drawn) return false;
    const main = document.importNode(drawn.getElementById("main"), true);
    document.getElementById("main").replaceWith(main);
    main.focus();
    window.startRecorders?.(main);
    await start(main.querySelector("[data-without-signal]"), { ...about, open: true });
    return true;
  };

  // --- from a page that was open when the signal went ---

  // Help does not wait for a signal: the numbers come onto the page that is open.
  const helpHere = async () => {
    let fold = document.getElementById("help-here");
    if (!fold) {
      const drawn = await drawnPage();
      if (!drawn) return false;
      fold = document.importNode(drawn.getElementById("help-here"), true);
      document.getElementById("main").append(fold);
    }
    fold.open = true;
    fold.querySelector("summary").focus();
    return true;
  };

  // Of an outcome, of one of the staff, or of the day: the kept page asks about all three.
  const ASKED = /\/outcomes\/(?:staff\/([0-9a-f-]{36})|([0-9a-f-]{36})|day)\/check-in$/;

  const withoutLink = async (link, path) => {
    if (path === "/help") return (document.getElementById("help-here") || await w.isAway(SOON)) && helpHere();
    const [, member, outcome] = path.match(ASKED);
    const said = { outcome: outcome ?? "", ...(member && { about: member }) };
    const title = link.querySelector(".title")?.textContent ?? "";
    return await w.isAway() && goWithout({ title, said, staff: [] });
  };

  const watchLinks = () => document.addEventListener("click", async (event) => {
    const link = event.target.closest('main a[href], .bar a[href="/help"]');
    const path = link ? new URL(link.href).pathname : "";
    if (path !== "/help" && !ASKED.test(path)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (!(await withoutLink(link, path))) location.assign(link.href);
  });

  // What stands in the form of an open page, by name; lists with spaces between.
  const standing = (form) => {
    const data = new FormData(form);
    const said = { answer: form.dataset.said ?? "", outcome: form.dataset.outcome ?? "" };
    for (const name of ["answer", "words", "observed", "means", "alt", "said", "language", "present", "helped"]) {
      const all = data.getAll(name).filter((each) => typeof each === "string" && each);
      if (all.length) said[name] = all.join(" ");
    }
    if (form.dataset.member) said.about = form.dataset.member;
    if (form.dataset.since) said.handed = form.dataset.since;
    return said;
  };

  const knownOf = (form) => {
    const { since, sealX, sealY, staff } = form.dataset;
    const key = { kty: "EC", crv: "P-256", x: sealX, y: sealY };
    return {
      title: document.querySelector("[data-topic]")?.textContent ?? "",
      forWhom: document.querySelector("[data-for]")?.textContent ?? "",
      key: form.elements.key?.value,
      said: standing(form),
      staff: (staff ?? "").split(" "),
      files: { photo: form.elements.photo?.files, sound: form.elements.sound?.files },
      before: form.elements.step.value !== "1",
      handed: since && { key, mark: w.MARK, person: w.person() },
    };
  };

  const watchForm = (form) => w.guard(form, async (pressed) => {
    const known = knownOf(form);
    // A phone that was handed over without its key can only hold what was typed.
    if (w.HANDED && !known.handed) return false;
    if (pressed?.name !== "stop") return goWithout(known);
    // Nothing of it stays to be seen, and the portal is told when it can be.
    if (!(await goWithout({ ...known, said: {}, files: {}, show: "stopped" }))) return false;
    form.hidden = true;
    document.getElementById("main").append(form);
    window.addEventListener("online", () => w.pass(form, pressed));
    return true;
  });

  const watchOpenPage = async () => {
    const form = document.querySelector("form#check-in");
    if (form) watchForm(form);
    await prepare();
    // It was answered without a signal and waits: whoever opens the page again is not asked again.
    const waits = form && w.HANDED && (await w.answers()).some((each) => each.key === w.HANDED && !each.refused);
    if (waits) await goWithout({ ...knownOf(form), show: "kept" });
  };

  const root = document.querySelector("[data-without-signal]");
  if (!able) {
    // Without this nothing waits; what was typed is held all the same.
    const form = document.querySelector("form#check-in");
    if (w && form) w.guard(form);
    return;
  }
  watchLinks();
  if (root) {
    // It was kept as a visitor sees it: what a visitor may change does nothing here.
    document.querySelector("details.likes").hidden = Boolean(w.person());
    start(root).catch(() => {});
    return;
  }
  watchOpenPage().catch(() => {});
})();
