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
    expect(sessions.exchange(code)).toEqual({ ok: false, reason: 'used' });
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
    expect(sessions.exchange(lost)).toEqual({ ok: false, reason: 'wrong' });
    expect(second).toEqual(first);
  });

  it('looks at no code for a minute after ten wrong ones, not even at the right one', () => {
    let now = 1_000_000;
    const sessions = createSessions(() => now);
    const code = sessions.issueCode();
    for (let count = 0; count < 10; count += 1) {
      expect(sessions.exchange(`guess ${String(count)}`)).toEqual({ ok: false, reason: 'wrong' });
      now += 1_000;
    }
    expect(sessions.exchange(code)).toEqual({ ok: false, reason: 'too-many', retryAfterMs: 50_000 });
    now += 49_999;
    expect(sessions.exchange(code)).toMatchObject({ reason: 'too-many' });
    now += 1;
    expect(sessions.exchange(code)).toMatchObject({ ok: true });
  });
});
