import { EventEmitter } from 'node:events';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../../shared/bridge/bridge.ts';
import type { Desktop, DesktopWish } from '../../../../shared/bridge/desktop.ts';

const { exposed, electron } = vi.hoisted(() => {
  const mocked: { ipcRenderer: unknown } = { ipcRenderer: undefined };
  return { exposed: new Map<string, unknown>(), electron: mocked };
});
vi.mock('electron', () => {
  const emitter = Object.assign(new EventEmitter(), {
    invoke: vi.fn((...args: unknown[]) => Promise.resolve({ ok: true, value: args })),
  });
  electron.ipcRenderer = emitter;
  return {
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => void exposed.set(name, value),
    },
    ipcRenderer: emitter,
    webUtils: { getPathForFile: (file: { readonly path: string }) => file.path },
  };
});

let bridge: Bridge;
let desktop: Desktop;
let emitter: EventEmitter;
beforeAll(async () => {
  await import('../../../../electron/preload/preload.ts');
  bridge = exposed.get('hopscope') as Bridge;
  desktop = exposed.get('hopscopeDesktop') as Desktop;
  emitter = electron.ipcRenderer as EventEmitter;
});

describe('the preload script', () => {
  it('exposes the bridge, the desktop’s part and nothing else', () => {
    expect([...exposed.keys()]).toEqual(['hopscope', 'hopscopeDesktop']);
    expect(Object.keys(bridge).sort()).toEqual(['invoke', 'on', 'onConnection']);
    expect(Object.keys(desktop).sort()).toEqual(['call', 'onWish', 'pathOf']);
  });

  it('has one channel for the desktop’s part, too, and hands over wishes without ipc’s own event', async () => {
    expect(await desktop.call('page.ready', null)).toEqual({
      ok: true,
      value: ['hopscope:desktop', 'page.ready', null],
    });
    const wishes: DesktopWish[][] = [];
    const stop = desktop.onWish((...args) => wishes.push(args));
    const wish = { kind: 'show-tasks' };
    emitter.emit('hopscope:wish', { sender: 'secret' }, wish);
    stop();
    emitter.emit('hopscope:wish', {}, wish);
    expect(wishes).toEqual([[wish]]);
    expect(desktop.pathOf({ path: '/a.hopscope' })).toBe('/a.hopscope');
  });

  it('invokes over one channel only', async () => {
    expect(await bridge.invoke('instance.remove', { id: 'a' })).toEqual({
      ok: true,
      value: ['hopscope:invoke', 'instance.remove', { id: 'a' }],
    });
  });

  it('hands the payload of its event to a listener, never ipc’s own event, until it is ended', () => {
    const heard: unknown[][] = [];
    const stop = bridge.on('notice', (...args) => heard.push(args));
    const payload = { level: 'note', message: 'm' };
    emitter.emit('hopscope:event', { sender: 'secret' }, 'notice', payload);
    emitter.emit('hopscope:event', {}, 'captures', []);
    emitter.emit('other', {}, 'notice', payload);
    stop();
    emitter.emit('hopscope:event', {}, 'notice', payload);
    expect(heard).toEqual([[payload]]);
  });

  it('listens once, however many events are listened to', () => {
    const stops = Array.from({ length: 20 }, () => bridge.on('notice', () => undefined));
    expect(emitter.listenerCount('hopscope:event')).toBe(1);
    for (const stop of stops) stop();
  });

  it('is connected as long as there is a page', () => {
    const states: boolean[] = [];
    bridge.onConnection((state) => states.push(state));
    expect(states).toEqual([true]);
  });
});
