import { describe, expect, it } from 'vitest';
import { chooseBridge } from '../../../../renderer/bridge/choose-bridge.ts';
import { createElectronBridge } from '../../../../renderer/bridge/electron-bridge.ts';
import { EVENT_NAMES } from '../../../../shared/bridge/every-event.ts';
import { createFakeEngine } from '../../../support/fake-engine.ts';

describe('createElectronBridge', () => {
  it('passes commands on, and answers DISCONNECTED where ipc refuses', async () => {
    const engine = createFakeEngine();
    const bridge = createElectronBridge(engine.bridge);
    expect(await bridge.invoke('demo.stop', null)).toEqual({ ok: true, value: null });
    engine.answer('app.info', () => Promise.reject(new Error('Only the page of Hopscope may call this.')));
    expect(await bridge.invoke('app.info', null)).toMatchObject({
      ok: false,
      error: { code: 'DISCONNECTED', message: expect.stringContaining('Only the page') as string },
    });
  });

  it('delivers every kind of event from one subscription each', () => {
    const engine = createFakeEngine();
    const bridge = createElectronBridge(engine.bridge);
    const heard: string[] = [];
    bridge.on('rows', () => heard.push('rows'));
    bridge.on('captures', () => heard.push('captures'));
    bridge.on('workspace', () => heard.push('workspace'));
    bridge.on('health', () => heard.push('health'));
    const stop = bridge.on('notice', () => heard.push('notice'));
    bridge.on('notice', () => heard.push('notice again'));
    expect(engine.listenerCount()).toBe(EVENT_NAMES.length);
    engine.emit({ event: 'rows', payload: { captureId: 'c', rows: [] } });
    engine.emit({ event: 'captures', payload: [] });
    engine.emit({ event: 'workspace', payload: undefined as never });
    engine.emit({ event: 'health', payload: { instanceId: 'a', state: 'up', latenciesMs: [] } });
    engine.emit({ event: 'notice', payload: { level: 'note', message: 'm' } });
    stop();
    engine.emit({ event: 'notice', payload: { level: 'note', message: 'm' } });
    expect(heard).toEqual([
      'rows',
      'captures',
      'workspace',
      'health',
      'notice',
      'notice again',
      'notice again',
    ]);
  });

  it('is connected from the start', () => {
    const states: boolean[] = [];
    createElectronBridge(createFakeEngine().bridge).onConnection((state) => states.push(state));
    expect(states).toEqual([true]);
  });
});

describe('chooseBridge', () => {
  it('takes the exposed bridge on the desktop and opens no session', async () => {
    const engine = createFakeEngine();
    const refuse = (): never => {
      throw new Error('the desktop has no session');
    };
    const window = {
      hopscope: engine.bridge,
      location: { hash: '', pathname: '/', search: '', host: 'app', reload: refuse },
      history: { replaceState: refuse },
      sessionStorage: { getItem: refuse, setItem: refuse, removeItem: refuse },
      fetch: refuse,
      addEventListener: refuse,
      removeEventListener: refuse,
    };
    const choice = await chooseBridge(window, refuse);
    if (!choice.ok) throw new Error(choice.problem.title);
    await choice.bridge.invoke('demo.stop', null);
    expect(engine.calls).toEqual([{ command: 'demo.stop', input: null }]);
  });
});
