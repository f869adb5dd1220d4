// Record a sound into the file field of a [data-recorder]. Without this the field opens the phone's
// own recorder. Nothing is sent before the form is.
(() => {
  "use strict";
  const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

  const start = (root) => {
    const part = (name) => root.querySelector(`[data-${name}]`);
    const file = root.querySelector("input[type=file]");
    const [begin, stop, state, length, heard] =
      ["record-start", "record-stop", "record-state", "record-length", "record-heard"].map(part);
    const words = root.dataset;
    const most = Number(words.mostSeconds);
    let recorder = null;
    let clock = 0;
    let waiting = null;
    let asking = false;

    const say = (text) => { state.textContent = text; };
    const tell = (seconds) => { length.textContent = words.wordsLength.replace("{n}", String(seconds)); };

    const hear = () => {
      const chosen = file.files[0];
      if (heard.src) URL.revokeObjectURL(heard.src);
      heard.hidden = !chosen;
      if (!chosen) {
        heard.removeAttribute("src");
        say("");
        length.textContent = "";
        return;
      }
      heard.src = URL.createObjectURL(chosen);
      say(chosen.size > Number(words.mostBytes) ? words.wordsLarge : words.wordsDone);
    };

    const ended = (pieces, kind, full) => {
      const ending = kind.includes("mp4") ? "m4a" : kind.includes("ogg") ? "ogg" : "webm";
      const held = new DataTransfer();
      held.items.add(new File(pieces, `sound.${ending}`, { type: kind }));
      file.files = held.files;
      hear();
      if (full) say(words.wordsMost);
    };

    const record = async () => {
      if (asking) return;
      asking = true;
      let sound;
      try {
        sound = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch (problem) {
        say(problem.name === "NotFoundError" ? words.wordsMissing : words.wordsRefused);
        return;
      } finally {
        asking = false;
      }
      const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each));
      const pieces = [];
      let seconds = 0;
      recorder = new MediaRecorder(sound, { audioBitsPerSecond: 64000, ...(kind && { mimeType: kind }) });
      recorder.ondataavailable = (event) => pieces.push(event.data);
      recorder.onstop = () => {
        window.clearInterval(clock);
        for (const track of sound.getTracks()) track.stop();
        ended(pieces, recorder.mimeType || kind || "", seconds >= most);
        show(false);
        const pressed = waiting;
        waiting = null;
        if (pressed) file.form.requestSubmit(pressed);
      };
      recorder.start(1000);
      clock = window.setInterval(() => {
        seconds += 1;
        tell(seconds);
        if (seconds >= most) finish();
      }, 1000);
      tell(0);
      say(words.wordsNow);
      show(true);
    };

    const finish = () => { if (recorder?.state === "recording") recorder.stop(); };
    const show = (recording) => {
      begin.hidden = recording;
      stop.hidden = !recording;
      (recording ? stop : begin).focus();
    };

    // Here the buttons record; the field is for a sound that is there already.
    file.removeAttribute("capture");
    root.querySelector("label").textContent = words.wordsChoose;
    part("recorder-buttons").hidden = false;
    begin.addEventListener("click", record);
    stop.addEventListener("click", finish);
    file.addEventListener("change", hear);
    window.addEventListener("pagehide", finish);
    file.form.addEventListener("submit", (event) => {
      if (recorder?.state !== "recording") return;
      // Whoever keeps it while it still records means all that they said.
      event.preventDefault();
      waiting = event.submitter;
      finish();
    });
  };

  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder || !window.DataTransfer) return;
  // Also for a page that comes into this one (sealing.js).
  window.startRecorders = (within) => {
    for (const root of within.querySelectorAll("[data-recorder]")) start(root);
  };
  window.startRecorders(document);
})();
