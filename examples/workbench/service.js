// Keeps all files of the folder, so that the page works without the network from its second visit on.
const KEPT = "itu-texts-" + "VERSION";
addEventListener("install", (event) => event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES)).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(
  caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("itu-texts-") && name !== KEPT).map((name) => caches.delete(name)))).then(() => clients.claim()),
));
addEventListener("fetch", (event) => event.respondWith(caches.match(event.request, {ignoreSearch: true}).then((found) => found ?? fetch(event.request))));
