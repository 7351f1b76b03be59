import { createHash } from 'node:crypto';

/** Runs of letters and digits that only a machine makes up. */
const RUN = /[A-Za-z0-9]{8,}/g;
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = DIGITS + LOWER.slice(0, 6);

/**
 * What a mock mints the `time`-th time (from 2) instead of a recorded value: of the same look, another one each time, and the
 * same in each run of the mock, so that a client's test sees what it saw before. Pure.
 */
export function freshValue(recorded: string | number, time: number): string | number {
  if (typeof recorded === 'number') {
    const digits = String(Math.trunc(Math.abs(recorded))).length;
    return recorded + (time - 1) * 10 ** Math.min(12, Math.max(4, digits));
  }
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(recorded)?.[0] ?? '';
  const bytes = createBytes(`${String(time)} ${recorded}`);
  const fresh = recorded
    .slice(scheme.length)
    .replace(RUN, (run) => (/\d/.test(run) ? likeIt(run, bytes) : run));
  const made = scheme + fresh;
  return made === recorded ? `${recorded}-${String(time)}` : made;
}

/** A run of the same length with characters of the same kinds. */
function likeIt(run: string, next: () => number): string {
  const isHex = /^[0-9a-f]+$/i.test(run);
  let made = '';
  for (const character of run) {
    if (isHex) made += cased(HEX[next() % HEX.length] ?? '0', run);
    else if (/\d/.test(character)) made += DIGITS[next() % DIGITS.length] ?? '0';
    else made += cased(LOWER[next() % LOWER.length] ?? 'a', character);
  }
  return made;
}

function cased(made: string, like: string): string {
  return like === like.toUpperCase() && like !== like.toLowerCase() ? made.toUpperCase() : made;
}

/** As many bytes as are asked for, always the same for one seed. */
function createBytes(seed: string): () => number {
  let block = new Uint8Array();
  let at = 0;
  let blocks = 0;
  return () => {
    if (at >= block.length) {
      block = createHash('sha256')
        .update(`${String(blocks)} ${seed}`)
        .digest();
      blocks += 1;
      at = 0;
    }
    const byte = block[at] ?? 0;
    at += 1;
    return byte;
  };
}
