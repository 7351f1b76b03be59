import type { ForeignExchange, ForeignItem, ForeignReader } from '../../engine/capture/import/foreign.ts';
import { textSource } from '../../engine/capture/import/source.ts';

/** When text was pasted, in epoch ms. */
export const PASTED_AT = 1_795_000_000_000;

/** All that a reader finds in text. */
export async function itemsIn(reader: ForeignReader, text: string): Promise<ForeignItem[]> {
  const items: ForeignItem[] = [];
  for await (const item of reader(textSource(text, PASTED_AT), new AbortController().signal))
    items.push(item);
  return items;
}

/** The exchanges that a reader finds in text; fails where there is anything else. */
export async function exchangesIn(reader: ForeignReader, text: string): Promise<ForeignExchange[]> {
  return (await itemsIn(reader, text)).map((item) => {
    if (item.kind !== 'exchange') throw new Error(`not read: ${JSON.stringify(item)}`);
    return item.exchange;
  });
}

/** A body, or the body of an answer, as text. */
export function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}

export function answerText({ answer }: ForeignExchange): string {
  return Buffer.concat(answer?.parts.map(({ bytes }) => bytes) ?? []).toString('utf8');
}
