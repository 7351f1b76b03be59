import { describe, expect, it, vi } from 'vitest';
import { serveDesktop } from '../../../../electron/main/desktop-ipc.ts';
import { createPages } from '../../../../electron/main/pages.ts';
import { mockContents, mockIpc } from '../../../support/electron-mock.ts';

const CHANNEL = 'hopscope:desktop';

function setUp() {
  const ipc = mockIpc();
  const pages = createPages();
  const page = mockContents();
  pages.add(page.contents);
  const onBug = vi.fn();
  const handlers = {
    'dialog.open': vi.fn(() => ({ paths: ['/a'] })),
    'dialog.save': vi.fn(() => null),
    'menu.offer': vi.fn(() => null),
    'command.run': vi.fn(() => null),
    'settings.get': vi.fn(() => ({ notifications: true, updates: false, updateFeed: null })),
    'settings.save': vi.fn(() => null),
  };
  const served = serveDesktop({ ipcMain: ipc.ipcMain, pages, handlers, onBug });
  const call = (...args: unknown[]) => ipc.call(CHANNEL, page.contents, page.contents.mainFrame, ...args);
  return { ipc, page, handlers, served, call, onBug };
}

describe('calls of the desktop', () => {
  it('are carried out for our page, which is told to whoever does', async () => {
    const { call, handlers, page } = setUp();
    expect(await call('dialog.open', null)).toEqual({ ok: true, value: { paths: ['/a'] } });
    expect(handlers['dialog.open']).toHaveBeenCalledWith(null, page.contents);
  });

  it('are refused to everybody else', async () => {
    const { ipc, handlers, page, onBug } = setUp();
    const stranger = mockContents();
    const inner = { url: 'hopscope-app://app/' };
    await expect(ipc.call(CHANNEL, page.contents, inner, 'dialog.open', null)).rejects.toThrow(
      'Only the page',
    );
    await expect(
      ipc.call(CHANNEL, stranger.contents, stranger.contents.mainFrame, 'dialog.open', null),
    ).rejects.toThrow('Only the page');
    expect(handlers['dialog.open']).not.toHaveBeenCalled();
    expect(onBug).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['no.such', null],
    ['constructor', null],
    [7, null],
    ['dialog.save', { name: 7 }],
    ['dialog.save', { name: 'x'.repeat(501) }],
    ['command.run', { id: 'capture.new' }],
    ['menu.offer', { commands: [{ id: '' }] }],
    ['menu.offer', { commands: Array.from({ length: 501 }, () => ({ id: 'x' })) }],
    ['page.ready', 'now'],
  ])('answer BAD_INPUT to %j %j', async (name, input) => {
    const { call, handlers } = setUp();
    expect(await call(name, input)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    for (const handler of Object.values(handlers)) expect(handler).not.toHaveBeenCalled();
  });

  it('answer INTERNAL to a mistake, and tell the log', async () => {
    const { call, handlers, onBug } = setUp();
    handlers['dialog.open'].mockImplementation(() => {
      throw new Error('boom');
    });
    expect(await call('dialog.open', null)).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(onBug).toHaveBeenCalledWith('dialog.open', expect.objectContaining({ message: 'boom' }));
  });
});

describe('wishes', () => {
  const wish = { kind: 'command', id: 'app.keys' } as const;

  it('wait until the page listens, then arrive in their order', async () => {
    const { served, page, call } = setUp();
    served.wish(page.contents, wish);
    served.wish(page.contents, { kind: 'open', paths: ['/a'] });
    expect(page.sent).toEqual([]);
    await call('page.ready', null);
    served.wish(page.contents, wish);
    expect(page.sent.map(({ channel }) => channel)).toEqual(Array(3).fill('hopscope:wish'));
    expect(page.sent.map(({ args }) => args)).toEqual([[wish], [{ kind: 'open', paths: ['/a'] }], [wish]]);
  });

  it('wait again while the page is loaded anew, and go nowhere once it is gone', async () => {
    const { served, page, call } = setUp();
    await call('page.ready', null);
    served.awaitPage(page.contents);
    served.wish(page.contents, wish);
    expect(page.sent).toEqual([]);
    await call('page.ready', null);
    expect(page.sent).toHaveLength(1);
    page.destroy();
    served.wish(page.contents, wish);
    expect(page.sent).toHaveLength(1);
  });
});
