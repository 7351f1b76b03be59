import { expect, it } from 'vitest';
import { credentialsOf } from '../../../../engine/lint/credentials.ts';
import { exchange } from '../../../support/lint/exchange.ts';

function of(headers: Readonly<Record<string, string>>): string {
  return credentialsOf(exchange({ headers }));
}

it.each(['Authorization', 'Cookie', 'X-Api-Key', 'X-Tenant-Id', 'X-Auth-Request-User'])(
  'looks at %s',
  (name) => {
    expect(of({ [name]: 'one' })).not.toBe(of({ [name]: 'two' }));
    expect(of({ [name]: 'one' })).toBe(of({ [name.toLowerCase()]: 'one' }));
  },
);

it.each(['User-Agent', 'Accept', 'Traceparent', 'Mcp-Name', 'X-Forwarded-For'])('looks past %s', (name) => {
  expect(of({ [name]: 'one' })).toBe(of({ [name]: 'two' }));
});

it('keeps no long secret as it is', () => {
  expect(of({ Authorization: `Bearer ${'s'.repeat(200)}` })).not.toContain('ssss');
});
