import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, for the token and for each code. */
const SECRET_BYTES = 32;

export type CodeExchange =
  | { readonly ok: true; readonly token: string }
  | {
      readonly ok: false;
      readonly reason: 'wrong' | 'used';
      /** Not the first one for this reason since the last code was issued. */
      readonly repeated: boolean;
    };

/** Who may talk to this start of the host: whoever had a code that it printed, and now has the token. */
export interface Sessions {
  /** A fresh single-use code; one that was issued before and not used ends with it. */
  issueCode(): string;
  exchange(code: string): CodeExchange;
  isToken(candidate: string): boolean;
}

/**
 * Secrets are kept as digests and compared in constant time. Wrong codes are not limited: 256 bits cannot be
 * guessed, and a limit would let any program of the machine keep the owner out.
 */
export function createSessions(): Sessions {
  const token = secret();
  const tokenDigest = digest(token);
  const usedCodes: Buffer[] = [];
  let code: Buffer | undefined;
  const refused = new Set<'wrong' | 'used'>();

  return {
    issueCode() {
      const issued = secret();
      code = digest(issued);
      refused.clear();
      return issued;
    },
    exchange(candidate) {
      const given = digest(candidate);
      if (code && timingSafeEqual(code, given)) {
        usedCodes.push(code);
        code = undefined;
        return { ok: true, token };
      }
      const reason = usedCodes.some((one) => timingSafeEqual(one, given)) ? 'used' : 'wrong';
      const repeated = refused.has(reason);
      refused.add(reason);
      return { ok: false, reason, repeated };
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
