import { expect, it } from 'vitest';
import { safeLink } from '../../../../../renderer/traffic/findings/spec-link.tsx';

it('follows links to the web only', () => {
  expect(safeLink('https://modelcontextprotocol.io/specification')).toBe(
    'https://modelcontextprotocol.io/specification',
  );
  expect(safeLink('javascript:alert(1)')).toBeUndefined();
  expect(safeLink('file:///etc/passwd')).toBeUndefined();
  expect(safeLink(undefined)).toBeUndefined();
});
