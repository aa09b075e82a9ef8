// The kill switch: served as `/service-worker.js` when a build must be taken back from every phone at once (the endpoint
// does so while a file named `kill-switch` lies in the site). It drops what the service worker kept and withdraws it,
// without waiting for anyone; pages go on, from the network. IndexedDB, and with it everything a person made, is not
// touched. Served as usual again, the next visit installs the then current build afresh.

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  event.waitUntil(withdraw());
});

async function withdraw() {
  const own = (await caches.keys()).filter((name) => name.startsWith("chava-"));
  await Promise.all(own.map((name) => caches.delete(name)));
  await registration.unregister();
}
