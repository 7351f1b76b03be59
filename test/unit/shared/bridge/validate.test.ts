import { describe, expect, expectTypeOf, it } from 'vitest';
import { INPUT_LIMITS, SCHEMAS, type SchemasMatchTheContract } from '../../../../shared/bridge/schemas.ts';
import { validateInput } from '../../../../shared/bridge/validate.ts';
import { COMMAND_NAMES, SAMPLE_DRAFT, VALID_INPUTS } from '../../../support/valid-inputs.ts';

function refusal(command: string, input: unknown): string {
  const outcome = validateInput(command, input);
  if (outcome.ok) throw new Error(`${command} was accepted`);
  expect(outcome.error.code).toBe('BAD_INPUT');
  return outcome.error.message;
}

const headers = VALID_INPUTS['instance.save'];

describe('validateInput', () => {
  it.each(COMMAND_NAMES)('passes a full input of %s on unchanged', (command) => {
    const input = VALID_INPUTS[command];
    expect(validateInput(command, input)).toEqual({ ok: true, value: { command, input } });
  });

  it('has a schema for every command and no other, of the shape of its input', () => {
    expectTypeOf<SchemasMatchTheContract>().toEqualTypeOf<true>();
    expect(Object.keys(SCHEMAS).sort()).toEqual([...COMMAND_NAMES].sort());
  });

  it.each(COMMAND_NAMES)('refuses a number, a text and an array as input of %s', (command) => {
    for (const input of [7, 'x', [[]], undefined]) {
      expect(refusal(command, input)).toContain(`${command} was not run: input`);
    }
  });

  it.each(['no.such', 'toString', '__proto__', 'constructor', ''])('refuses the command "%s"', (command) => {
    expect(refusal(command, null)).toContain('There is no command');
  });

  it('shortens the name of an unknown command', () => {
    expect(refusal('x'.repeat(10_000), null).length).toBeLessThan(150);
  });

  it.each<[string, string, unknown, string]>([
    ['a missing key', 'instance.remove', {}, 'input.id'],
    ['an empty id', 'instance.remove', { id: '' }, 'input.id'],
    ['an id that is too long', 'instance.remove', { id: 'x'.repeat(INPUT_LIMITS.id + 1) }, 'input.id'],
    ['too many ids', 'instance.check', { ids: Array(INPUT_LIMITS.instances + 1).fill('a') }, 'input.ids'],
    [
      'no instance to send to',
      'exchange.send',
      { draft: SAMPLE_DRAFT, instanceIds: [] },
      'input.instanceIds',
    ],
    ['a header that is no pair', 'instance.save', { ...headers, headers: [['a']] }, 'input.headers.0'],
    [
      'a header value that is no text',
      'instance.save',
      { ...headers, headers: [['a', 1]] },
      'input.headers.0.1',
    ],
    ['undefined for an optional key', 'instance.save', { ...headers, tls: undefined }, 'input.tls'],
    [
      'an era that is none',
      'draft.preview',
      { instanceId: 'i', draft: { ...SAMPLE_DRAFT, era: 'old' } },
      'input.draft.era',
    ],
    [
      'params that are an array',
      'draft.preview',
      { instanceId: 'i', draft: { ...SAMPLE_DRAFT, params: [] } },
      'input.draft.params',
    ],
    [
      'a progress token that is NaN',
      'draft.preview',
      { instanceId: 'i', draft: { ...SAMPLE_DRAFT, progressToken: NaN } },
      'input.draft.progressToken',
    ],
    [
      'a body that is too long',
      'draft.preview',
      {
        instanceId: 'i',
        draft: {
          ...SAMPLE_DRAFT,
          tamper: { ...SAMPLE_DRAFT.tamper, body: 'x'.repeat(INPUT_LIMITS.body + 1) },
        },
      },
      'input.draft.tamper.body',
    ],
    [
      'a negative offset',
      'exchange.bytes',
      { ...VALID_INPUTS['exchange.bytes'], offset: -1 },
      'input.offset',
    ],
    ['a fraction as number', 'exchange.cancel', { captureId: 'c', number: 1.5 }, 'input.number'],
    ['a limit that is too large', 'capture.rows', { captureId: 'c', after: 0, limit: 1e9 }, 'input.limit'],
    ['a wrong byte side', 'exchange.bytes', { ...VALID_INPUTS['exchange.bytes'], side: 'x' }, 'input.side'],
    ['no demo instance', 'demo.start', { instances: 0, bugs: [] }, 'input.instances'],
    ['an empty path', 'capture.open', { path: '' }, 'input.path'],
  ])('refuses %s and names the path', (_, command, input, path) => {
    expect(refusal(command, input)).toContain(`${path}:`);
  });

  it('leaves out what the contract does not name', () => {
    expect(validateInput('instance.remove', { id: 'a', startedBy: 'demo' })).toEqual({
      ok: true,
      value: { command: 'instance.remove', input: { id: 'a' } },
    });
  });

  it('refuses a value that is nested too deeply without exhausting the stack', () => {
    let params: unknown = {};
    for (let depth = 0; depth < 100_000; depth += 1) params = { params };
    expect(refusal('draft.preview', { instanceId: 'i', draft: { ...SAMPLE_DRAFT, params } })).toContain(
      'input.draft.params: expected a JSON object of at most 200 levels',
    );
  });

  it('refuses JSON that is too large in sum', () => {
    const params = { a: Array(20).fill('x'.repeat(1_000_000)) };
    expect(refusal('draft.preview', { instanceId: 'i', draft: { ...SAMPLE_DRAFT, params } })).toContain(
      'input.draft.params',
    );
  });

  it.each([[new Map()], [new Date(0)], [new Uint8Array(2)], [() => 1], [1n], [undefined], [Infinity]])(
    'refuses %s inside of JSON',
    (value) => {
      const draft = { ...SAMPLE_DRAFT, params: { value } };
      expect(refusal('draft.preview', { instanceId: 'i', draft })).toContain('input.draft.params');
    },
  );
});
