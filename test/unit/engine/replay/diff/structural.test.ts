import { describe, expect, it } from 'vitest';
import { isStructural } from '../../../../../engine/replay/diff/structural.ts';

describe('isStructural', () => {
  it.each([
    ['tools/call', '/status', 'changed', true],
    ['tools/call', '/error', 'added', true],
    ['tools/call', '/error/message', 'changed', false],
    ['tools/call', '/result/isError', 'added', true],
    ['tools/call', '/result/status', 'changed', false],
    ['tasks/get', '/result/status', 'changed', true],
    ['tools/list', '/result/tools', 'order', true],
    ['tools/list', '/result/tools/3', 'removed', true],
    ['tools/list', '/result/tools/3', 'changed', false],
    ['tools/list', '/result/tools/3/title', 'added', false],
    ['tools/list', '/result/toolsets', 'order', false],
    ['resources/templates/list', '/result/resourceTemplates', 'order', true],
    ['tools/call', '/result/tools', 'order', false],
    ['tools/list', '/result/nextCursor', 'changed', false],
  ] as const)('%s %s %s: %s', (method, pointer, kind, expected) => {
    expect(isStructural({ method, pointer, kind })).toBe(expected);
  });
});
