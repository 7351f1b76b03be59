import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import type { Handlers } from '../../../../engine/commands/handlers.ts';
import {
  createInProcessBridge,
  type InProcessBridge,
} from '../../../../engine/commands/in-process-bridge.ts';

function bridgeWith(handlers: Partial<Handlers>): { bridge: InProcessBridge; bugs: string[] } {
  const bugs: string[] = [];
  // Only the commands that a test calls are there; the others would be a bug of the test.
  const bridge = createInProcessBridge(handlers as Handlers, (error, where) => {
    bugs.push(`${where}: ${String(error)}`);
  });
  return { bridge, bugs };
}

describe('createInProcessBridge', () => {
  it('hands over what a handler returns', async () => {
    const { bridge } = bridgeWith({ 'capture.list': () => [] });
    expect(await bridge.invoke('capture.list', null)).toEqual({ ok: true, value: [] });
  });

  it('turns AppError into an error result and anything else into INTERNAL, reported', async () => {
    const { bridge, bugs } = bridgeWith({
      'capture.open': () => {
        throw new AppError('UNREADABLE', 'The file is damaged.', { path: 'x' });
      },
      'demo.stop': () => Promise.reject(new TypeError('oops')),
    });
    expect(await bridge.invoke('capture.open', { path: 'x' })).toEqual({
      ok: false,
      error: { code: 'UNREADABLE', message: 'The file is damaged.', details: { path: 'x' } },
    });
    expect(await bridge.invoke('demo.stop', null)).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(bugs).toEqual(['demo.stop: TypeError: oops']);
  });

  it('tells every listener, whatever another one does, until it unsubscribes', () => {
    const { bridge, bugs } = bridgeWith({});
    const heard: string[] = [];
    bridge.on('notice', () => {
      throw new Error('bad listener');
    });
    const listener = ({ message }: { message: string }): void => void heard.push(message);
    const stop = bridge.on('notice', listener);
    bridge.on('notice', listener);
    bridge.emit({ event: 'notice', payload: { level: 'note', message: 'one' } });
    stop();
    bridge.emit({ event: 'notice', payload: { level: 'note', message: 'two' } });
    expect(heard).toEqual(['one', 'one', 'two']);
    expect(bugs).toHaveLength(2);
  });
});
