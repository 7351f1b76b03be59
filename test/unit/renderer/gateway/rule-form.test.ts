import { describe, expect, it } from 'vitest';
import { ruleForm, ruleOf } from '../../../../renderer/gateway/rule-form.ts';
import { makeFault, makeRule } from './samples.ts';

const instanceIds = ['a', 'b'];
const none = { taken: [], instanceIds };

describe('a rule in its fields', () => {
  it.each([
    makeRule('r', { faults: [makeFault('f')], enabled: false }),
    makeRule('r', { match: [] }),
    makeRule('r', {
      match: [
        { header: 'Mcp-Session-Id', test: 'absent' },
        { header: 'Mcp-Name', test: 'pattern', value: 'task-*' },
      ],
    }),
    makeRule('r', {
      action: { kind: 'route', instanceIds: ['b'], strategy: { kind: 'pinned', instanceId: 'b' } },
    }),
    makeRule('r', { action: { kind: 'refuse', status: 410, text: 'gone' } }),
  ])('comes back as it was, with what no field shows', (rule) => {
    expect(ruleOf(ruleForm(rule, instanceIds), { rule, taken: ['r'], instanceIds })).toEqual({
      ok: true,
      value: rule,
    });
  });

  it('gives a new rule an id that can be read, and keeps it when the name changes', () => {
    const form = { ...ruleForm(undefined, instanceIds), name: ' Tool calls ', match: [] };
    const made = ruleOf(form, { taken: ['tool-calls'], instanceIds });
    expect(made).toMatchObject({ value: { id: 'tool-calls-2', name: 'Tool calls', enabled: true } });
    const rule = makeRule('tool-calls');
    expect(ruleOf({ ...form, name: 'Other' }, { rule, taken: [], instanceIds })).toMatchObject({
      value: { id: 'tool-calls', name: 'Other' },
    });
  });

  it('leaves instances out of the pool that are not the gateway’s any more', () => {
    const form = { ...ruleForm(makeRule('r'), instanceIds), pool: ['gone', 'b'] };
    expect(ruleOf(form, none)).toMatchObject({ value: { action: { instanceIds: ['b'] } } });
  });

  it.each([
    [{ name: ' ' }, 'name'],
    [{ match: [{ header: 'Mcp Method', test: 'exact', value: 'x' }] }, 'condition-0'],
    [{ match: [{ header: 'Mcp-Method', test: 'prefix', value: '' }] }, 'condition-0'],
    [{ action: 'refuse', status: '99' }, 'status'],
    [{ action: 'refuse', status: '600' }, 'status'],
  ] as const)('says what is wrong: %j', (change, field) => {
    const form = { ...ruleForm(makeRule('r'), instanceIds), ...change };
    expect(ruleOf(form, none)).toMatchObject({ ok: false, problem: { field } });
  });
});
