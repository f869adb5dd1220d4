// The worker of one page: how it is going, without a signal. It answers only when the network does
// not, with the one page that waiting.js put aside, and with what that page is drawn with.
// It keeps no page that the portal sent to anybody: the page it has was fetched without cookies.
"use strict";
const KEPT = "without-signal";
const PATIENCE = 12000;

const keptPage = async () => {
  const cache = await caches.open(KEPT);
  const found = (await cache.keys()).find((each) => new URL(each.url).pathname === "/without-signal");
  return found ? cache.match(found, { ignoreVary: true }) : undefined;
};

const tired = () => new Promise((_, reject) => { setTimeout(reject, PATIENCE, new Error("no answer")); });

const openPage = async (request) => {
  try {
    return await Promise.race([fetch(request), tired()]);
  } catch (problem) {
    const kept = await keptPage();
    if (kept) return kept;
    throw problem;
  }
};

// Their names change when they do: what is kept is right.
const openFile = async (request) => {
  const cache = await caches.open(KEPT);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(openPage(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(openFile(request));
});
