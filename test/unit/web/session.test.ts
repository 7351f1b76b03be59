import { describe, expect, it } from 'vitest';
import { createSessions } from '../../../web/session.ts';

describe('createSessions', () => {
  it('exchanges a code once for a token of 256 bits', () => {
    const sessions = createSessions();
    const code = sessions.issueCode();
    expect(Buffer.from(code, 'base64url')).toHaveLength(32);
    const first = sessions.exchange(code);
    if (!first.ok) throw new Error('the code was refused');
    expect(Buffer.from(first.token, 'base64url')).toHaveLength(32);
    expect(first.token).not.toBe(code);
    expect(sessions.isToken(first.token)).toBe(true);
    expect(sessions.exchange(code)).toEqual({ ok: false, reason: 'used', repeated: false });
  });

  it('takes neither the code as token, nor a part, nor another start’s token', () => {
    const sessions = createSessions();
    const code = sessions.issueCode();
    const other = createSessions();
    const foreign = other.exchange(other.issueCode());
    const own = sessions.exchange(code);
    if (!own.ok || !foreign.ok) throw new Error('a code was refused');
    for (const candidate of [code, '', own.token.slice(1), `${own.token}A`, foreign.token, 'ä'.repeat(43)]) {
      expect(sessions.isToken(candidate)).toBe(false);
    }
  });

  it('ends an unused code when another one is issued; the session is the same one', () => {
    const sessions = createSessions();
    const lost = sessions.issueCode();
    const first = sessions.exchange(sessions.issueCode());
    const second = sessions.exchange(sessions.issueCode());
    expect(sessions.exchange(lost)).toMatchObject({ ok: false, reason: 'wrong' });
    expect(second).toEqual(first);
  });

  it('takes the right code after any number of wrong ones, once', () => {
    const sessions = createSessions();
    const code = sessions.issueCode();
    for (let count = 0; count < 1_000; count += 1) {
      expect(sessions.exchange(`guess ${String(count)}`)).toMatchObject({ ok: false, reason: 'wrong' });
    }
    expect(sessions.exchange(code)).toMatchObject({ ok: true });
    expect(sessions.exchange(code)).toMatchObject({ ok: false, reason: 'used' });
  });

  it('says which refusal is the first of its kind since the last code', () => {
    const sessions = createSessions();
    const code = sessions.issueCode();
    sessions.exchange(code);
    const told = ['guess', 'guess', code, 'other', code].map((candidate) => {
      const { ok, ...refusal } = sessions.exchange(candidate);
      return ok ? undefined : refusal;
    });
    expect(told).toEqual([
      { reason: 'wrong', repeated: false },
      { reason: 'wrong', repeated: true },
      { reason: 'used', repeated: false },
      { reason: 'wrong', repeated: true },
      { reason: 'used', repeated: true },
    ]);
    sessions.issueCode();
    expect(sessions.exchange('guess')).toEqual({ ok: false, reason: 'wrong', repeated: false });
  });
});
