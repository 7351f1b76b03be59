import { describe, expect, it } from 'vitest';
import { ERROR_NAMES, nameFieldOf } from '../../../../shared/spec/modern.ts';

describe('nameFieldOf', () => {
  it.each([
    ['tools/call', 'name'],
    ['prompts/get', 'name'],
    ['resources/read', 'uri'],
    ['tasks/get', 'taskId'],
    ['tasks/update', 'taskId'],
    ['tasks/cancel', 'taskId'],
    ['tools/list', undefined],
    ['completion/complete', undefined],
    ['constructor', undefined],
  ])('of %s is %s', (method, field) => {
    expect(nameFieldOf(method)).toBe(field);
  });
});

describe('ERROR_NAMES', () => {
  it('names what this revision defines and what it must not reuse', () => {
    expect([-32020, -32021, -32022].map((code) => ERROR_NAMES[code])).toEqual([
      'HeaderMismatch',
      'MissingRequiredClientCapability',
      'UnsupportedProtocolVersion',
    ]);
    expect(ERROR_NAMES[-32002]).toContain('2025-11-25 and earlier');
  });
});
