import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, for the token and for each code. */
const SECRET_BYTES = 32;
/** Wrong codes within the window before none is looked at any more. */
const MAX_WRONG_CODES = 10;
const WRONG_CODE_WINDOW_MS = 60_000;

export type CodeExchange =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly reason: 'wrong' | 'used' }
  | { readonly ok: false; readonly reason: 'too-many'; readonly retryAfterMs: number };

/** Who may talk to this start of the host: whoever had a code that it printed, and now has the token. */
export interface Sessions {
  /** A fresh single-use code; one that was issued before and not used ends with it. */
  issueCode(): string;
  exchange(code: string): CodeExchange;
  isToken(candidate: string): boolean;
}

/** `now` in epoch ms. Secrets are kept as digests and compared in constant time. */
export function createSessions(now: () => number = Date.now): Sessions {
  const token = secret();
  const tokenDigest = digest(token);
  const usedCodes: Buffer[] = [];
  let code: Buffer | undefined;
  let wrongAt: number[] = [];

  return {
    issueCode() {
      const issued = secret();
      code = digest(issued);
      return issued;
    },
    exchange(candidate) {
      const time = now();
      wrongAt = wrongAt.filter((at) => time - at < WRONG_CODE_WINDOW_MS);
      const [oldest] = wrongAt;
      if (oldest !== undefined && wrongAt.length >= MAX_WRONG_CODES) {
        return { ok: false, reason: 'too-many', retryAfterMs: WRONG_CODE_WINDOW_MS - (time - oldest) };
      }
      const given = digest(candidate);
      if (code && timingSafeEqual(code, given)) {
        usedCodes.push(code);
        code = undefined;
        return { ok: true, token };
      }
      wrongAt.push(time);
      const used = usedCodes.some((one) => timingSafeEqual(one, given));
      return { ok: false, reason: used ? 'used' : 'wrong' };
    },
    isToken: (candidate) => timingSafeEqual(tokenDigest, digest(candidate)),
  };
}

function secret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Digests have one length, which timingSafeEqual needs and which hides the length of what was given. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
