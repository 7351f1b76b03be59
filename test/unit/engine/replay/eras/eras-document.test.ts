import { expect, it } from 'vitest';
import { writeErasReport } from '../../../../../engine/replay/eras/write-eras.ts';
import { madeEras } from '../../../../support/replay/made-eras.ts';

it('tells what is answered otherwise, what is not there, and what the protocol changes', () => {
  const text = writeErasReport(madeEras(), 'md');
  expect(text).toContain('# From 2025-11-25 to 2026-07-28: shop \\& co');
  const order = ['## Answered otherwise', '## Not there in both eras', '## What the protocol itself changes'];
  const places = order.map((heading) => text.indexOf(heading));
  expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
  expect(text).toContain('/result/content/0/text: 2025-11-25 "3.50", 2026-07-28 "EUR 3.50"');
  expect(text).toContain('| `#3 server/discover` | 2025-11-25 |');
  expect(text).not.toContain('/result/at');
});
