// Passkeys. A form with data-passkey="register" or "sign-in" names two addresses:
//   data-options-url: POST, answers the options as JSON (binary parts as base64url)
//   data-finish-url:  POST, takes the credential as JSON; answers {"go": "/where"}
//                     or, with 4xx, {"error": "words to show"}
// Words to show stand in data-words-cancelled, data-words-failed and data-words-unable.
(() => {
  "use strict";
  const toBytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const toText = (buffer) => {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const withBytes = (list) => (list || []).map((each) => ({ ...each, id: toBytes(each.id) }));

  const post = async (form, url, value) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "X-CSRFToken": form.elements.csrf_token?.value || "",
      },
      body: JSON.stringify(value),
    });
    const data = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(data.error || form.dataset.wordsFailed);
    return data;
  };

  const register = async (options) => {
    const made = await navigator.credentials.create({ publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    } });
    return { made, response: {
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    } };
  };

  const signIn = async (options) => {
    const made = await navigator.credentials.get({ publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      allowCredentials: withBytes(options.allowCredentials),
    } });
    const { authenticatorData, signature, userHandle } = made.response;
    return { made, response: {
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      userHandle: userHandle ? toText(userHandle) : null,
    } };
  };

  const asJson = ({ made, response }) => ({
    id: made.id,
    rawId: toText(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment,
    clientExtensionResults: made.getClientExtensionResults(),
    response: { clientDataJSON: toText(made.response.clientDataJSON), ...response },
  });

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const place = form.querySelector("[data-passkey-error]");
    const show = (words) => {
      if (!place) return;
      place.textContent = words;
      place.hidden = !words;
    };
    form.hidden = false;
    if (!window.PublicKeyCredential) {
      form.querySelector("button")?.remove();
      show(form.dataset.wordsUnable);
      continue;
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      show("");
      try {
        const typed = Object.fromEntries(new FormData(form));
        const options = await post(form, form.dataset.optionsUrl, typed);
        const step = form.dataset.passkey === "register" ? register : signIn;
        const credential = asJson(await step(options.publicKey ?? options));
        const { go } = await post(form, form.dataset.finishUrl, { ...typed, credential });
        window.location.assign(go);
      } catch (problem) {
        const cancelled = problem.name === "NotAllowedError" || problem.name === "AbortError";
        show(cancelled ? form.dataset.wordsCancelled : problem.message || form.dataset.wordsFailed);
      }
    });
  }
})();
