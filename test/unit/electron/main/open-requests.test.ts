import type { MessageBoxOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createOpenRequests } from '../../../../electron/main/open-requests.ts';
import type { DesktopWish } from '../../../../shared/bridge/desktop.ts';

const NOTHING = { named: [], handed: [], links: [] };

function setUp(answer: number | null = 0, known: readonly string[] = []) {
  const asked: MessageBoxOptions[] = [];
  const wishes: DesktopWish[] = [];
  const request = createOpenRequests({
    platform: 'linux',
    ask: (question) => {
      asked.push(question);
      return answer === null ? new Promise(() => undefined) : Promise.resolve(answer);
    },
    isKnown: (path) => known.includes(path),
    wish: (wish) => wishes.push(wish),
  });
  return { asked, wishes, request };
}

describe('what a person named', () => {
  it('is opened without a question', async () => {
    const { asked, wishes, request } = setUp();
    await request({ ...NOTHING, named: ['/a', '/b'] });
    expect([asked, wishes]).toEqual([[], [{ kind: 'open', paths: ['/a', '/b'] }]]);
  });
});

describe('what the system hands over', () => {
  it('is shown with its whole place before it is touched, and opened when a person wants it', async () => {
    const { asked, wishes, request } = setUp();
    await request({ ...NOTHING, handed: ['/tmp/odd place/a.hopscope'] });
    expect(asked).toMatchObject([
      {
        message: 'Open a.hopscope?',
        detail: expect.stringContaining("'/tmp/odd place'") as string,
        buttons: ['Open', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
      },
    ]);
    expect(wishes).toEqual([{ kind: 'open', paths: ['/tmp/odd place/a.hopscope'] }]);
  });

  it('shows what would not show', async () => {
    const { asked, request } = setUp(1);
    await request({ ...NOTHING, handed: ['/tmp/a\u202eb.hopscope', '/tmp/c\nd.hopscope'] });
    expect(asked[0]?.message).toBe('Open 2 recordings?');
    expect(asked[0]?.detail).toContain(String.raw`$'/tmp/a\u202eb.hopscope'`);
    expect(asked[0]?.detail).toContain(String.raw`$'/tmp/c\nd.hopscope'`);
  });

  it('stays closed where a person says no', async () => {
    const { wishes, request } = setUp(1);
    await request({ ...NOTHING, handed: ['/a.hopscope'] });
    expect(wishes).toEqual([]);
  });

  it('is opened at once where a person has had it open before, all of it', async () => {
    const { asked, wishes, request } = setUp(1, ['/a.hopscope']);
    await request({ ...NOTHING, handed: ['/a.hopscope'] });
    await request({ ...NOTHING, handed: ['/a.hopscope', '/b.hopscope'] });
    expect([asked.length, wishes.length]).toEqual([1, 1]);
  });
});

describe('a link', () => {
  const LINK = 'hopscope://open?file=/a.hopscope&url=http://x.test/mcp&filter=beta';

  it('is asked about with all that it wants, then carried out, its server last', async () => {
    const { asked, wishes, request } = setUp();
    await request({ ...NOTHING, links: [LINK] });
    for (const part of ['/a.hopscope', 'http://x.test/mcp', 'beta']) expect(asked[0]?.detail).toContain(part);
    expect(wishes).toEqual([
      { kind: 'open', paths: ['/a.hopscope'] },
      { kind: 'filter', text: 'beta' },
      { kind: 'add-server', url: 'http://x.test/mcp' },
    ]);
  });

  it('does nothing where a person says no, or closes the question', async () => {
    const { wishes, request } = setUp(1);
    await request({ ...NOTHING, links: [LINK] });
    expect(wishes).toEqual([]);
  });

  it('that is junk is refused with a sentence', async () => {
    const { asked, wishes, request } = setUp(0);
    await request({ ...NOTHING, links: [`hopscope://open?run=\u202e${'x'.repeat(400)}`] });
    expect(asked).toMatchObject([{ message: 'A link was not opened.', buttons: ['OK'] }]);
    expect(asked[0]?.detail).toContain(
      'It asks for something that this Hopscope does not know. Nothing was done.',
    );
    expect(asked[0]?.detail).not.toContain('\u202e');
    expect(asked[0]?.detail?.length).toBeLessThan(500);
    expect(wishes).toEqual([]);
  });

  it('waits until the question before it is answered', async () => {
    const { asked, request } = setUp(null);
    void request({ ...NOTHING, links: [LINK] });
    void request({ ...NOTHING, links: [LINK] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toHaveLength(1);
  });
});
