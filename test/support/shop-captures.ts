import { join } from 'node:path';
import { createCaptures } from '../../engine/capture/captures.ts';
import type { ExchangeParts } from './lint/exchange.ts';
import { recordParts } from './record-parts.ts';
import { toolCall } from './replay/planned.ts';

/** Writes a capture file of this name into a folder: its exchanges a second apart, each answered before the next is sent. */
export async function writeCapture(
  folder: string,
  name: string,
  parts: readonly ExchangeParts[],
): Promise<string> {
  const path = join(folder, name);
  const captures = await createCaptures({
    directory: folder,
    file: path,
    judges: false,
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  for (const [at, part] of parts.entries()) {
    const row = { origin: 'gateway', durationMs: 10, ...part.row } as const;
    recordParts(captures.recording(), { ...part, row }, 1_795_000_000_000 + at * 1_000);
  }
  await captures.close();
  return path;
}

const tea = toolCall('search', { query: 'tea' }, { found: 3, at: '2026-11-23T14:12:00Z' });
const mugs = toolCall('search', { query: 'mugs' }, { found: 8 });
const price = (cents: number, at: string): ExchangeParts =>
  toolCall('price', { sku: 'TEA-001' }, { cents, at });

/** A basket is made, filled and looked at; its id is another one each time. */
const basket = (basketId: string): ExchangeParts[] => [
  toolCall('basket_create', {}, { basketId }),
  toolCall('basket_get', { basketId }, { basketId, items: [] }),
];

/** A day in a shop. */
export const MONDAY: readonly ExchangeParts[] = [
  tea,
  mugs,
  ...basket('bsk_12ab34cd56ef'),
  price(450, '2026-11-23T14:12:08Z'),
  toolCall('stock', { sku: 'TEA-001' }, { left: 12 }),
  toolCall('close', {}, { closed: true }),
];

/** The next: the searches come later, the price is another, nobody looks at the stock, somebody asks for help. */
export const TUESDAY: readonly ExchangeParts[] = [
  mugs,
  ...basket('bsk_98fe76dc54ba'),
  price(520, '2026-11-24T09:00:01Z'),
  toolCall('help', {}, { text: 'Call us.' }),
  toolCall('close', {}, { closed: true }),
  tea,
];
