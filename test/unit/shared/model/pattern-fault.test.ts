import { expect, it } from 'vitest';
import { patternFault } from '../../../../shared/model/pattern-fault.ts';

it('says why a text is no regular expression', () => {
  expect(patternFault('EMP-\\d+')).toBeUndefined();
  expect(patternFault('(')).toMatch(/Unterminated group/);
});
