import { describe, expect, it, vi } from 'vitest';
import { serveBridge } from '../../../../electron/main/bridge-ipc.ts';
import { mockContents, mockIpc } from '../../../support/electron-mock.ts';
import { createFakeEngine } from '../../../support/fake-engine.ts';

const INVOKE = 'hopscope:invoke';

function harness() {
  const engine = createFakeEngine();
  const ipc = mockIpc();
  const onBug = vi.fn();
  const served = serveBridge({ ipcMain: ipc.ipcMain, bridge: engine.bridge, onBug });
  const page = mockContents();
  served.connect(page.contents);
  const call = (...args: unknown[]) => ipc.call(INVOKE, page.contents, page.contents.mainFrame, ...args);
  return { engine, ipc, onBug, served, page, call };
}

describe('the sender check', () => {
  it('listens to the main frame of the window at our origin', async () => {
    const { call, engine } = harness();
    engine.answer('app.info', () => ({ ok: true, value: { version: '9' } }));
    expect(await call('app.info', null)).toEqual({ ok: true, value: { version: '9' } });
  });

  it('refuses a frame inside of the page, even at our origin', async () => {
    const { ipc, page, engine, onBug } = harness();
    const inner = { url: 'hopscope-app://app/' };
    await expect(ipc.call(INVOKE, page.contents, inner, 'app.info', null)).rejects.toThrow('Only the page');
    expect(engine.calls).toEqual([]);
    expect(onBug).toHaveBeenCalledOnce();
  });

  it('refuses other contents, even at our origin', async () => {
    const { ipc, engine } = harness();
    const other = mockContents();
    await expect(
      ipc.call(INVOKE, other.contents, other.contents.mainFrame, 'app.info', null),
    ).rejects.toThrow();
    expect(engine.calls).toEqual([]);
  });

  it.each(['https://example.com/', 'hopscope-app://other/', 'file:///index.html', 'about:blank', ''])(
    'refuses the main frame while it shows %j',
    async (url) => {
      const { ipc, served, engine } = harness();
      const page = mockContents(url);
      served.connect(page.contents);
      await expect(
        ipc.call(INVOKE, page.contents, page.contents.mainFrame, 'app.info', null),
      ).rejects.toThrow();
      expect(engine.calls).toEqual([]);
    },
  );

  it('refuses a frame that is gone, and everyone before there is a window', async () => {
    const { ipc, page } = harness();
    await expect(ipc.call(INVOKE, page.contents, null, 'app.info', null)).rejects.toThrow();
    const early = mockIpc();
    serveBridge({ ipcMain: early.ipcMain, bridge: createFakeEngine().bridge, onBug: vi.fn() });
    await expect(
      early.call(INVOKE, page.contents, page.contents.mainFrame, 'app.info', null),
    ).rejects.toThrow();
  });
});

describe('commands', () => {
  it.each([
    ['no.such', null],
    ['instance.remove', { id: 7 }],
    [undefined, null],
    [{ toString: 'app.info' }, null],
  ])('answers BAD_INPUT to %j %j without asking the engine', async (command, input) => {
    const { call, engine } = harness();
    expect(await call(command, input)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(engine.calls).toEqual([]);
  });

  it('answers INTERNAL where the engine throws', async () => {
    const { call, engine, onBug } = harness();
    engine.answer('app.info', () => Promise.reject(new Error('boom')));
    expect(await call('app.info', null)).toMatchObject({ error: { code: 'INTERNAL' } });
    expect(onBug).toHaveBeenCalledWith('app.info', expect.objectContaining({ message: 'boom' }));
  });
});

describe('events', () => {
  it('go to the window, and nowhere once it is gone', () => {
    const { engine, page } = harness();
    engine.emit({ event: 'captures', payload: [] });
    expect(page.sent).toEqual([{ channel: 'hopscope:event', args: ['captures', []] }]);
    page.destroy();
    engine.emit({ event: 'captures', payload: [] });
    expect(page.sent).toHaveLength(1);
  });

  it('notices wait until the page asks for something, then go at once', async () => {
    const { engine, page, call } = harness();
    const notice = (message: string) => ({ level: 'warning', message }) as const;
    engine.emit({ event: 'notice', payload: notice('early') });
    expect(page.sent).toEqual([]);
    await call('demo.stop', null);
    engine.emit({ event: 'notice', payload: notice('late') });
    await call('demo.stop', null);
    expect(page.sent.map(({ args }) => args[1])).toEqual([notice('early'), notice('late')]);
  });

  it('go to each window, notices to each once it has asked for something', async () => {
    const { engine, ipc, served, page, call } = harness();
    await call('demo.stop', null);
    const second = mockContents();
    served.connect(second.contents);
    const notice = { level: 'note', message: 'm' } as const;
    engine.emit({ event: 'notice', payload: notice });
    engine.emit({ event: 'captures', payload: [] });
    expect(page.sent.map(({ args }) => args[0])).toEqual(['notice', 'captures']);
    expect(second.sent.map(({ args }) => args[0])).toEqual(['captures']);
    await ipc.call(INVOKE, second.contents, second.contents.mainFrame, 'demo.stop', null);
    expect(second.sent.map(({ args }) => args[0])).toEqual(['captures', 'notice']);
    expect(page.sent).toHaveLength(2);
  });

  it('of early notices, the first page gets all and a later one none', async () => {
    const engine = createFakeEngine();
    const ipc = mockIpc();
    const served = serveBridge({ ipcMain: ipc.ipcMain, bridge: engine.bridge, onBug: vi.fn() });
    engine.emit({ event: 'notice', payload: { level: 'warning', message: 'early' } });
    const pages = [mockContents(), mockContents()];
    for (const { contents } of pages) served.connect(contents);
    for (const { contents } of pages) await ipc.call(INVOKE, contents, contents.mainFrame, 'demo.stop', null);
    expect(pages.map(({ sent }) => sent.length)).toEqual([1, 0]);
  });

  it('a page that is loaded anew is told once it has asked again, and the other one not at all', async () => {
    const { ipc, served, page, call } = harness();
    const second = mockContents();
    served.connect(second.contents);
    await call('demo.stop', null);
    await ipc.call(INVOKE, second.contents, second.contents.mainFrame, 'demo.stop', null);
    served.awaitPage(page.contents);
    served.notify(page.contents, { level: 'warning', message: 'it crashed' });
    expect(page.sent).toEqual([]);
    await call('demo.stop', null);
    expect(page.sent.map(({ args }) => args[1])).toEqual([{ level: 'warning', message: 'it crashed' }]);
    expect(second.sent).toEqual([]);
  });

  it('end with close, and so do commands', async () => {
    const { engine, served, call } = harness();
    served.close();
    expect(engine.listenerCount()).toBe(0);
    await expect(call('app.info', null)).rejects.toThrow('No handler');
  });
});
