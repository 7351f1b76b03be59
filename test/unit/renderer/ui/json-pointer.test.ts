import { expect, it } from 'vitest';
import { pointerStep } from '../../../../renderer/ui/json-pointer.ts';

it('escapes tildes before slashes', () => {
  expect(pointerStep('', 'a')).toBe('/a');
  expect(pointerStep('/a', 'b/c~d')).toBe('/a/b~1c~0d');
  expect(pointerStep('/a', '~1')).toBe('/a/~01');
  expect(pointerStep('', '')).toBe('/');
});
