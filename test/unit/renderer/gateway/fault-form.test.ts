import { describe, expect, it } from 'vitest';
import { faultForm, faultOf, percentOf } from '../../../../renderer/gateway/fault-form.ts';
import type { FaultAction } from '../../../../shared/model/gateway.ts';
import { makeFault } from './samples.ts';

const ACTIONS: readonly FaultAction[] = [
  { kind: 'delay', ms: 250 },
  { kind: 'refuse' },
  { kind: 'status', status: 429, text: '' },
  { kind: 'cut', after: 'bytes', count: 0 },
  { kind: 'duplicate' },
  { kind: 'header', side: 'request', op: 'strip', name: 'Mcp-Name' },
  { kind: 'header', side: 'answer', op: 'change', name: 'Content-Type', value: 'text/plain' },
  { kind: 'header', side: 'request', op: 'recase', name: 'MCP-NAME' },
  { kind: 'header', side: 'answer', op: 'add', name: 'X-A', value: '' },
  { kind: 'swap', maxHoldMs: 500 },
  { kind: 'down', forMs: 600_000 },
];

describe('a fault in its fields', () => {
  it.each(ACTIONS)('comes back as it was: $kind $op', (does) => {
    const fault = makeFault('f', { does, probability: 0.29, enabled: false });
    expect(faultOf(faultForm(fault, 'r'), { fault, taken: ['f'] })).toEqual({ ok: true, value: fault });
  });

  it('shows a chance in percent without noise', () => {
    expect(percentOf(0.29)).toBe(29);
    expect(percentOf(0.005)).toBe(0.5);
    expect(faultForm(makeFault('f', { probability: 0.07 }), 'r').chance).toBe('7');
  });

  it('gives a new fault an id of its own', () => {
    expect(faultOf(faultForm(undefined, 'otherwise'), { taken: ['delay'] })).toMatchObject({
      value: { id: 'delay-2', enabled: true, probability: 1 },
    });
  });

  it.each([
    [{ chance: '101' }, 'chance'],
    [{ chance: '' }, 'chance'],
    [{ chance: '-1' }, 'chance'],
    [{ ms: '600001' }, 'ms'],
    [{ kind: 'status', status: '42' }, 'status'],
    [{ kind: 'cut', count: 'x' }, 'count'],
    [{ kind: 'header', name: 'a b' }, 'header'],
    [{ kind: 'header', op: 'add', name: 'A', value: 'x\r\ny' }, 'value'],
  ] as const)('says what is wrong: %j', (change, field) => {
    const read = faultOf({ ...faultForm(undefined, 'r'), ...change }, { taken: [] });
    expect(read).toMatchObject({ ok: false, problem: { field } });
  });
});
