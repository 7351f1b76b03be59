import { expect, it } from 'vitest';
import {
  bare,
  findingOf,
  newOf,
  textOf,
  withoutTexts,
} from '../../../../../engine/capture/redacting/given-texts.ts';
import type { ExchangeStart } from '../../../../../engine/capture/recorder.ts';
import { exchangeStart } from '../../../../support/capture-samples.ts';

const SECRET = 'a-secret-that-stands-everywhere';
const start: ExchangeStart = {
  ...exchangeStart({ id: 1 }),
  url: `http://a/${SECRET}`,
  target: `/${SECRET}`,
  instanceName: SECRET,
  method: SECRET,
  name: SECRET,
  headers: [['Authorization', SECRET]],
  body: Buffer.from(SECRET),
  transport: 'stdio',
};

it('hands over what stands beside a body, and not the body', () => {
  const { url, headers, routing, draft } = start;
  expect(JSON.parse(textOf(start))).toMatchObject({ url, headers, routing, draft });
  expect(textOf({ ...exchangeStart({ id: 1 }), body: Buffer.from(SECRET) })).not.toContain(SECRET);
});

it('keeps nothing that was sent where nothing may be told of it', () => {
  expect(JSON.stringify(withoutTexts(start))).not.toContain(SECRET);
  expect(withoutTexts(start)).toMatchObject({
    origin: 'composer',
    transport: 'stdio',
    body: new Uint8Array(),
  });
});

it('reads a request for its row without what may be large, and says that it is missing', () => {
  const read = bare(start);
  expect(read).toMatchObject({ name: SECRET, headers: [], missing: ['request-body'] });
  expect(read.body).toHaveLength(0);
  expect(read).not.toHaveProperty('draft');
});

it('takes what came back, and what was given where an empty text did', () => {
  expect([newOf('', { a: 1 }), newOf('{"a":2}', { a: 1 })]).toEqual([{ a: 1 }, { a: 2 }]);
  const finding = {
    rule: 'a.b',
    severity: 'note',
    side: 'client',
    message: SECRET,
    pointer: SECRET,
  } as const;
  expect(findingOf(finding, '')).toBe(finding);
  expect(findingOf(finding, '["m","p"]')).toEqual({ ...finding, message: 'm', pointer: 'p' });
  const { pointer: _pointer, ...without } = finding;
  expect(findingOf(without, '["m",null]')).toEqual({ ...without, message: 'm' });
});
