import { expect, it } from 'vitest';
import { NO_TAMPER, type Draft } from '../../../../shared/model/draft.ts';
import { faultsOfLine, isTamperedLine, lineOf } from '../../../../engine/protocol/assemble-line.ts';

const built = { body: { a: 'x\ny' }, origins: [{ target: '/a', origin: 'here', kind: 'draft' as const }] };

it('is the body in one line, whatever its texts hold', () => {
  const line = lineOf({ tamper: NO_TAMPER }, 'stdio:x', built);
  expect(line.body).toBe('{"a":"x\\ny"}');
  expect(line.problems).toEqual([]);
  expect(line.origins).toEqual(built.origins);
});

it('says what becomes of a body of several lines, and of changed headers', () => {
  const tamper = { ...NO_TAMPER, body: '{\n}', headers: [{ op: 'drop' as const, name: 'Mcp-Method' }] };
  const line = lineOf({ tamper }, 'stdio:x', built);
  expect(line.body).toBe('{\n}');
  expect(line.problems).toEqual([
    expect.stringMatching(/^The message has a line break/),
    expect.stringMatching(/no headers on stdio/),
  ]);
  expect(line.origins.at(-1)).toEqual({ target: '', origin: 'you replaced the body', kind: 'tampered' });
});

it('has no fault without a line feed', () => {
  expect(faultsOfLine('{}\r')).toEqual([]);
});

it('is tampered with by anything but headers', () => {
  const draft: Draft = {
    era: 'modern',
    revision: '2026-07-28',
    method: 'x',
    params: {},
    clientCapabilities: {},
    clientInfo: null,
    tamper: { ...NO_TAMPER, headers: [{ op: 'drop', name: 'Mcp-Method' }] },
  };
  expect(isTamperedLine(draft)).toBe(false);
  expect(isTamperedLine({ ...draft, tamper: { ...NO_TAMPER, body: '{}' } })).toBe(true);
});
