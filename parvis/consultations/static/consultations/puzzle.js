// Solves a small puzzle beside the page, so that words sent from here need not wait when a flood comes in. The page marks
// a field with data-puzzle and data-bits; this file is both what finds it and, in a worker, what solves it.

const primes = [];
for (let number = 2; primes.length < 64; number++) if (primes.every((prime) => number % prime)) primes.push(number);
const fraction = (root) => ((root % 1) * 2 ** 32) | 0;
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUNDS = primes.map((prime) => fraction(Math.cbrt(prime)));
const turn = (word, by) => (word >>> by) | (word << (32 - by));
const words = new Int32Array(64);

/** The first 32 bits of the SHA-256 of a text of fewer than 56 letters, all ASCII. */
function firstBits(text) {
  words.fill(0);
  for (let at = 0; at < text.length; at++) words[at >> 2] |= text.charCodeAt(at) << (24 - 8 * (at % 4));
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length % 4));
  words[15] = text.length * 8;
  for (let at = 16; at < 64; at++) {
    const [far, near] = [words[at - 15], words[at - 2]];
    words[at] = words[at - 16] + words[at - 7] + (turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)) + (turn(near, 17) ^ turn(near, 19) ^ (near >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let round = 0; round < 64; round++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[round] + words[round]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return (a + START[0]) >>> 0;
}

function solve(puzzle, bits) {
  for (let number = 0; ; number++) if (firstBits(puzzle + number) < 2 ** (32 - bits)) return String(number);
}

if (typeof document === "undefined") {
  addEventListener("message", ({ data }) => postMessage(solve(data.puzzle, data.bits)));
} else {
  for (const field of document.querySelectorAll("[data-puzzle]")) {
    if (field.value || !window.Worker) continue;
    const worker = new Worker(import.meta.url, { type: "module" });
    worker.addEventListener("message", ({ data }) => {
      field.value = data;
      worker.terminate();
    });
    worker.postMessage({ puzzle: field.dataset.puzzle, bits: Number(field.dataset.bits) });
  }
}
