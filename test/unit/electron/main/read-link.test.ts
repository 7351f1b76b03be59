import { describe, expect, it } from 'vitest';
import { readLink } from '../../../../electron/main/read-link.ts';

describe('readLink', () => {
  it('reads recordings, a server and a filter', () => {
    const link =
      'hopscope://open?file=%2Fhome%2Fann%2Fa.hopscope&file=/b.hopscope&url=https%3A%2F%2Fx.test%2Fmcp&filter=method%3Atools%2Fcall%20beta';
    expect(readLink(link, 'linux')).toEqual({
      ok: true,
      wish: {
        files: ['/home/ann/a.hopscope', '/b.hopscope'],
        url: 'https://x.test/mcp',
        filter: 'method:tools/call beta',
      },
    });
    expect(readLink('HOPSCOPE://open/?filter=x', 'win32')).toMatchObject({ ok: true });
    expect(readLink(String.raw`hopscope://open?file=C:\a.hopscope`, 'win32')).toMatchObject({ ok: true });
  });

  it.each([
    ['hopscope://open', 'it asks for nothing'],
    ['hopscope://open?', 'it asks for nothing'],
    ['hopscope://', 'does not begin'],
    ['hopscope:open?filter=x', 'does not begin'],
    ['hopscope://app/?filter=x', 'does not begin'],
    ['hopscope://open/x?filter=x', 'does not begin'],
    ['hopscope://open?filter=x#y', 'does not begin'],
    ['hopscope-app://open?filter=x', 'it is no address'],
    ['https://open?filter=x', 'it is no address'],
    ['hopscope://me@open?filter=x', 'it names a user'],
    ['hopscope://open?run=rm', 'does not know'],
    ['hopscope://open?filter=a&filter=b', 'too much'],
    ['hopscope://open?url=http://a&url=http://b', 'too much'],
    ['hopscope://open?file=/a.hopscope&file=/b.hopscope&file=/c.hopscope', 'too much'],
    ['hopscope://open?file=a.hopscope', 'no full path'],
    ['hopscope://open?file=/etc/passwd', 'no recording'],
    ['hopscope://open?file=//host/share/a.hopscope', 'another machine'],
    ['hopscope://open?file=%5C%5Chost%5Ca.hopscope', 'another machine'],
    ['hopscope://open?file=/a%00.hopscope', 'cannot be seen'],
    ['hopscope://open?file=/a%E2%80%AEepocspoh.hopscope', 'cannot be seen'],
    ['hopscope://open?filter=a%0Ab', 'cannot be seen'],
    ['hopscope://open?url=file:///etc', 'no http'],
    ['hopscope://open?url=javascript:alert(1)', 'no http'],
    ['hopscope://open?url=stdio:rm', 'no http'],
    ['hopscope://open?url=https://me:pw@x.test', 'password'],
    [`hopscope://open?filter=${'x'.repeat(1001)}`, 'too long'],
    [`hopscope://open?filter=${'x'.repeat(9000)}`, 'longer than'],
  ])('refuses %s', (link, why) => {
    expect(readLink(link, 'linux')).toMatchObject({ ok: false, why: expect.stringContaining(why) as string });
  });

  it.each(['/a.hopscope', String.raw`\\host\a.hopscope`, '//host/a.hopscope', 'a.hopscope', 'c:a.hopscope'])(
    'refuses the file %s on Windows',
    (file) => {
      const link = `hopscope://open?${String(new URLSearchParams({ file }))}`;
      expect(readLink(link, 'win32').ok).toBe(false);
    },
  );
});
