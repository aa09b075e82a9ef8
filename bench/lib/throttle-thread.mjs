// Slows whole renderer processes: lets them run for one slice of time and holds them for the others.
// Chromium's own CPU throttling reaches a page's main thread only; a phone's workers are slow too.
// Runs on a thread of its own, so that the bench's work does not bend the slices.
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

const RUN_MS = 2;
const LOOK_EVERY_MS = 20;
const { browserPid, rate, ended } = workerData;
const nap = new Int32Array(new SharedArrayBuffer(4));

const sleep = (ms) => ms > 0 && Atomics.wait(nap, 0, 0, ms);

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // The process has ended meanwhile.
  }
}

function renderersBelow(pid) {
  return read(`/proc/${pid}/task/${pid}/children`)
    .split(" ")
    .filter(Boolean)
    .flatMap((child) => {
      const isRenderer = read(`/proc/${child}/cmdline`).includes("--type=renderer");
      return [...(isRenderer ? [Number(child)] : []), ...renderersBelow(child)];
    });
}

function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {}
  }
}

let pids = [];
let looked = 0;
let announced = false;
let debt = 0; // Milliseconds still to be held, so that late wake-ups even out.
while (Atomics.load(ended, 0) === 0) {
  const start = performance.now();
  if (start - looked > LOOK_EVERY_MS) {
    pids = renderersBelow(browserPid);
    looked = start;
  }
  sleep(RUN_MS - (performance.now() - start));
  const held = performance.now();
  debt += (held - start) * (rate - 1);
  signal(pids, "SIGSTOP");
  if (pids.length > 0 && !announced) {
    announced = true;
    parentPort.postMessage("holding");
  }
  sleep(debt);
  signal(pids, "SIGCONT");
  debt -= performance.now() - held;
}
