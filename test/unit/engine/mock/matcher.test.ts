import { describe, expect, it } from 'vitest';
import { placeholderOf } from '../../../../engine/capture/redaction/placeholder.ts';
import { matchRequest, type Match } from '../../../../engine/mock/matcher.ts';
import { RecordingIndex } from '../../../../engine/mock/recording-index.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import { recorded } from '../../../support/mock/recorded.ts';

const search = (args: JsonObject): JsonObject => ({ name: 'search', arguments: args });
const HIDDEN = placeholderOf('token', 1, 30);
const PARAMS: readonly JsonObject[] = [
  search({ q: 'tea', limit: 5 }),
  search({ q: 'tea', limit: 5, page: 2 }),
  search({ q: 'coffee', limit: 9 }),
  { name: 'login', arguments: { user: 'ann', token: HIDDEN } },
];
const index = new RecordingIndex(
  PARAMS.map((params, at) => recorded(at + 1, params, at === 3 ? { redacted: true } : {})),
);

function match(params: JsonObject, lenient = false, gone: readonly number[] = []): Promise<Match> {
  return matchRequest(
    index,
    { era: 'modern', method: 'tools/call', params },
    { lenient, read: (number) => Promise.resolve(gone.includes(number) ? undefined : PARAMS[number - 1]) },
  );
}

describe('looking for a request in a recording', () => {
  it('finds the same one, whatever the order of its members and its own _meta', async () => {
    const asked = { arguments: { limit: 5, q: 'tea' }, name: 'search', _meta: { progressToken: 9 } };
    expect(await match(asked)).toMatchObject({ kind: 'found', same: [{ number: 1 }] });
    expect(await match(asked)).not.toHaveProperty('nearest');
  });

  it('names the nearest one, which is found where that will do', async () => {
    const asked = search({ q: 'tea', limit: 6 });
    const nearest = {
      number: 1,
      differences: [{ pointer: '/arguments/limit', kind: 'changed', left: 5, right: 6 }],
    };
    expect(await match(asked)).toEqual({ kind: 'none', nearest, names: ['search', 'login'] });
    expect(await match(asked, true)).toMatchObject({ kind: 'found', same: [{ number: 1 }], nearest });
  });

  it('passes over what cannot be read any more', async () => {
    const found = await match(search({ q: 'tea', limit: 6 }), false, [1]);
    expect(found).toMatchObject({ kind: 'none', nearest: { number: 2 } });
    expect(await match(search({ q: 'tea', limit: 6 }), true, [1, 2, 3])).toEqual({
      kind: 'none',
      names: ['search', 'login'],
    });
  });

  it('finds nothing of another name, also where the nearest will do', async () => {
    expect(await match({ name: 'find', arguments: {} }, true)).toEqual({
      kind: 'none',
      names: ['search', 'login'],
    });
  });

  it('takes anything where a secret was replaced, and nothing else', async () => {
    const login = (user: string): JsonObject => ({ name: 'login', arguments: { user, token: 'mine' } });
    expect(await match(login('ann'))).toMatchObject({ kind: 'found', same: [{ number: 4 }] });
    expect(await match(login('bob'))).toMatchObject({
      kind: 'none',
      nearest: { number: 4, differences: [{ pointer: '/arguments/user' }] },
    });
  });
});
