// Waiting for something to become true: no test ever sleeps for a guessed time.

/** Asks again and again until the answer is truthy, and gives it; says what was waited for when it never is. */
export async function waitFor(what, question, { timeout = 20_000, interval = 25 } = {}) {
  const end = performance.now() + timeout;
  let last;
  while (performance.now() < end) {
    try {
      last = await question();
      if (last) return last;
    } catch (error) {
      // A page that is just navigating cannot answer; the next time it can.
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
  throw new Error(`${what}: still not after ${timeout} ms (last answer: ${last?.message ?? last})`);
}
