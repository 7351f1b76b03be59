import { describe, expect, it, vi } from 'vitest';
import { answerCall } from '../../../../shared/bridge/answer-call.ts';
import { createFakeEngine } from '../../../support/fake-engine.ts';

describe('answerCall', () => {
  it('runs a command with its checked input', async () => {
    const engine = createFakeEngine();
    engine.answer('instance.remove', () => ({ ok: true, value: null }));
    expect(await answerCall(engine.bridge, 'instance.remove', { id: 'a', more: 1 }, vi.fn())).toEqual({
      ok: true,
      value: null,
    });
    expect(engine.calls).toEqual([{ command: 'instance.remove', input: { id: 'a' } }]);
  });

  it.each([[undefined], [7], [{}], ['no.such']])(
    'asks the engine nothing for the command %s',
    async (command) => {
      const engine = createFakeEngine();
      expect(await answerCall(engine.bridge, command, null, vi.fn())).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
      expect(engine.calls).toEqual([]);
    },
  );

  it('turns what is thrown into INTERNAL and hands it to the log', async () => {
    const engine = createFakeEngine();
    const bug = new Error('boom');
    engine.answer('app.info', () => Promise.reject(bug));
    const onBug = vi.fn();
    expect(await answerCall(engine.bridge, 'app.info', null, onBug)).toMatchObject({
      ok: false,
      error: { code: 'INTERNAL' },
    });
    expect(onBug).toHaveBeenCalledExactlyOnceWith('app.info', bug);
  });

  it('survives an input whose getters throw', async () => {
    const input = Object.defineProperty({}, 'id', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    const engine = createFakeEngine();
    expect(await answerCall(engine.bridge, 'instance.remove', input, vi.fn())).toMatchObject({
      error: { code: 'INTERNAL' },
    });
  });
});
