import { expect, it } from 'vitest';
import {
  assembleReport,
  type KnownParty,
} from '../../../../../engine/trackers/negotiation/assemble-report.ts';
import { Declarations } from '../../../../../engine/trackers/negotiation/declarations.ts';
import type { JsonObject } from '../../../../../shared/model/json.ts';

function instance(id: string, capabilities: JsonObject): KnownParty {
  const declarations = new Declarations('server-capability');
  declarations.hear('discover', capabilities, { number: 1, at: 0 });
  return { party: { kind: 'instance', id, name: id, exchanges: 1, revisions: [] }, declarations };
}

it('puts known rows in their order, then others by name', () => {
  const parties = [instance('a', { zeta: {}, alpha: {}, prompts: {}, tools: {} })];
  const { rows } = assembleReport({ parties, pairs: [], fleets: [] });
  expect(rows.map(({ id, unknown }) => [id, unknown])).toEqual([
    ['tools', undefined],
    ['prompts', undefined],
    ['alpha', true],
    ['zeta', true],
  ]);
  expect(rows[0]?.link).toContain('/server/tools');
});

it('tells where members of a fleet have different settings, and of others nothing', () => {
  const parties = ['a', 'b', 'c'].map((id, at) => instance(id, { logging: { level: at } }));
  const unevenWith = (fleets: readonly (readonly string[])[]) =>
    assembleReport({ parties, pairs: [], fleets }).rows[0]?.uneven;
  expect(unevenWith([['a', 'b']])).toBe('a and b advertise it with different settings: /level.');
  expect(unevenWith([])).toBeUndefined();
});

it('names a few of many', () => {
  const ids = Array.from({ length: 9 }, (_, at) => `i${String(at)}`);
  const parties = ids.map((id, at) => instance(id, at === 0 ? {} : { tools: {} }));
  expect(assembleReport({ parties, pairs: [], fleets: [ids] }).rows[0]?.uneven).toBe(
    'i1, i2, i3, i4, i5, i6 and 2 more advertise it, i0 does not.',
  );
});
