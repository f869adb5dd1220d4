"""The easy-read page rules that only a browser can measure (EP01, EP08 in part, EP09, EP10).

`measured(page)` takes a Playwright page that has loaded and gives the breaches in words. The
contrast of EP08 is axe's matter (rule color-contrast-enhanced); here only its second half.
"""

from __future__ import annotations

from typing import Any

LEAST_FONT = 18.66
LEAST_LINE_HEIGHT = 1.5
LEAST_HEADING_HEIGHT = 1.19
MOST_CHARACTERS = 62
LEAST_TARGET = 48
LEAST_GAP = 8

_MEASURE = """
(limits) => {
  const found = [];
  const shown = (el) => {
    const box = el.getBoundingClientRect();
    const style = getComputedStyle(el);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden"
      && el.checkVisibility() && !el.closest(".unseen, .skip");
  };
  const name = (el) => (el.innerText || el.getAttribute("aria-label") || el.id || el.tagName)
    .trim().slice(0, 40);
  const say = (rule, text) => found.push(rule + ": " + text);

  // EP01: size, line height and length of lines, for every element with words of its own.
  for (const el of document.querySelectorAll("body *")) {
    const words = [...el.childNodes].filter(
      (node) => node.nodeType === 3 && node.textContent.trim().length > 1);
    if (!words.length || el.closest("svg, script, style, noscript") || !shown(el)) continue;
    const style = getComputedStyle(el);
    const size = parseFloat(style.fontSize);
    if (size < limits.font) say("EP01", size.toFixed(2) + "px “" + name(el) + "”");
    const heading = el.closest(
      "h1, h2, h3, h4, legend, label, .title, button, .button, summary, a");
    const height = style.lineHeight === "normal" ? 1.2 : parseFloat(style.lineHeight) / size;
    const latin = el.closest("bdi[lang=en]") && document.dir === "rtl";
    const least = heading ? limits.headingHeight : limits.lineHeight;
    if (!latin && height < least - 0.01) {
      say("EP01", "line height " + height.toFixed(2) + " “" + name(el) + "”");
    }
    const length = words.map((node) => node.textContent.trim().length).reduce((a, b) => a + b);
    const lines = el.getBoundingClientRect().height / (height * size);
    if (!heading && lines > 2.5 && length / (lines - 0.5) > limits.characters) {
      say("EP01", Math.round(length / lines) + " characters a line “" + name(el) + "”");
    }
    // EP02: how it is set.
    if (style.textAlign === "justify" || style.hyphens === "auto") {
      say("EP02", "justified or hyphened “" + name(el) + "”");
    }
    if (style.fontStyle === "italic") say("EP02", "italics “" + name(el) + "”");
    if (style.textDecorationLine.includes("underline") && !el.closest("a, summary, button")) {
      say("EP02", "underline “" + name(el) + "”");
    }
  }

  // EP09: targets. A link inside a sentence may be as small as its words.
  const inSentence = (el) => el.tagName === "A" && getComputedStyle(el).display === "inline"
    && [...el.parentElement.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent.trim().length > 1);
  const targets = [...document.querySelectorAll(
    "a[href], button, summary, select, textarea, input:not([type=hidden]), label.choice")]
    .filter((el) => shown(el) && !inSentence(el)
      && !(el.tagName === "INPUT" && el.closest("label")));
  const boxes = targets.map((el) => el.getBoundingClientRect());
  targets.forEach((el, at) => {
    const box = boxes[at];
    if (box.width < limits.target - 0.5 || box.height < limits.target - 0.5) {
      say("EP09", Math.round(box.width) + " × " + Math.round(box.height) + " “" + name(el) + "”");
    }
    for (let other = at + 1; other < targets.length; other += 1) {
      if (el.contains(targets[other]) || targets[other].contains(el)) continue;
      if (fixed(el) !== fixed(targets[other])) continue;
      const next = boxes[other];
      const across = Math.max(next.left - box.right, box.left - next.right);
      const down = Math.max(next.top - box.bottom, box.top - next.bottom);
      const gap = Math.max(across, down);
      // Rows, or the columns of a bar, share an edge and are each far larger than a finger.
      const far = limits.target + limits.gap;
      const rows = across < 0 && Math.min(box.height, next.height) >= far;
      const columns = down < 0 && Math.min(box.width, box.height, next.width, next.height) >= far;
      if (gap < limits.gap - 0.5 && !rows && !columns) {
        say("EP09", Math.round(gap) + "px between “" + name(el) + "” and “"
          + name(targets[other]) + "”");
      }
    }
  });
  function fixed(el) {
    for (let one = el; one; one = one.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(one).position)) return true;
    }
    return false;
  }

  // EP10: nothing moves or plays by itself, and the page does not leave by itself.
  for (const one of document.getAnimations()) {
    if (one.playState === "running") {
      say("EP10", "moves: " + name(one.effect.target || document.body));
    }
  }
  const restless = "marquee, blink, [autoplay], meta[http-equiv=refresh i]";
  for (const el of document.querySelectorAll(restless)) {
    say("EP10", "plays or leaves by itself: " + el.tagName);
  }
  return found;
}
"""


def measured(page: Any, targets: bool = True) -> list[str]:
    """The breaches of one loaded page, as "EP09: 40 × 30 “Back”"; `targets=False` leaves EP09 out.

    `page` is a playwright.sync_api.Page; it must run JavaScript.
    """
    limits = {
        "font": LEAST_FONT,
        "lineHeight": LEAST_LINE_HEIGHT,
        "headingHeight": LEAST_HEADING_HEIGHT,
        "characters": MOST_CHARACTERS,
        "target": LEAST_TARGET,
        "gap": LEAST_GAP,
    }
    found: list[str] = page.evaluate(_MEASURE, limits)
    return [one for one in found if targets or not one.startswith("EP09")]
