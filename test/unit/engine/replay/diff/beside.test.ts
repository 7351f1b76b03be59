import { expect, it } from 'vitest';
import { isBeside } from '../../../../../engine/replay/diff/beside.ts';

it.each([
  ['/result/_meta/dev.hopscope.demo~1rounds/1/instance', true],
  ['/result/_meta/io.modelcontextprotocol~1serverInfo/version', false],
  ['/result/_meta', false],
  ['/result/content/0/_meta/x', false],
])('%s stands beside the answer: %s', (pointer, expected) => {
  expect(isBeside(pointer)).toBe(expected);
});
