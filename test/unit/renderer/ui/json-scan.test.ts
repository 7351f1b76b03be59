import { describe, expect, it } from 'vitest';
import { CHILD_STRIDE, SCAN_SLICE, scanText } from '../../../../renderer/ui/json-scan.ts';
import { runNow } from '../../../../renderer/ui/json-tree-model.ts';

function children(text: string): string[] {
  const scanned = runNow(scanText(text));
  if (!scanned.ok) throw new Error(scanned.fault.reason);
  const places = scanned.container?.children ?? [];
  const found: string[] = [];
  for (let at = 0; at < places.length; at += CHILD_STRIDE) {
    const [keyStart = -1, keyEnd = -1, start = 0, end = 0, count = 0] = places.slice(at, at + CHILD_STRIDE);
    const key = keyStart === -1 ? '' : `${text.slice(keyStart, keyEnd)} = `;
    found.push(`${key}${text.slice(start, end)} (${String(count)})`);
  }
  return found;
}

describe('scanText', () => {
  it('finds each child with its key, its exact text and how many children it has', () => {
    expect(
      children(' {"a" : 1.50e+2 ,"b":[1,[2,3],{}],\n"c\\"":{"x":{"y":1},"z":"}"},"d":[],"e":"]\\\\"} '),
    ).toEqual([
      '"a" = 1.50e+2 (0)',
      '"b" = [1,[2,3],{}] (3)',
      '"c\\"" = {"x":{"y":1},"z":"}"} (2)',
      '"d" = [] (0)',
      '"e" = "]\\\\" (0)',
    ]);
    expect(children('[true, null,-0]')).toEqual(['true (0)', 'null (0)', '-0 (0)']);
    expect(children('{}')).toEqual([]);
  });

  it('keeps duplicate keys', () => {
    expect(children('{"a":1,"a":2}')).toEqual(['"a" = 1 (0)', '"a" = 2 (0)']);
  });

  it.each(['1', '"x"', 'null', ' true ', '\ufeff{"a":1}'])('takes %j as a whole text', (text) => {
    expect(runNow(scanText(text)).ok).toBe(true);
  });

  it.each([
    ['', 0],
    ['{', 1],
    ['{"a"}', 4],
    ['{"a":}', 5],
    ['{"a":1,}', 7],
    ['{a:1}', 1],
    ['[1 2]', 3],
    ['[1,]', 3],
    ['[1}', 2],
    ['{"a":1]', 6],
    ['[[1]', 4],
    ['"abc', 4],
    ['"a\nb"', 2],
    ['"\\x"', 1],
    ['"\\u12g4"', 1],
    ['[01]', 2],
    ['[1.]', 2],
    ['[-]', 1],
    ['[tru]', 1],
    ['{} x', 3],
    ['{"a":[{"b":[1,{"c":x}]}]}', 19],
  ])('names the place at which %j is no JSON, as JSON.parse refuses it too', (text, offset) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    const scanned = runNow(scanText(text));
    expect(scanned).toMatchObject({ ok: false, fault: { offset } });
  });

  it('agrees with JSON.parse on texts with random faults', () => {
    const base = '{"a":[1,-2.5e3,"x\\u00e9\\n",{"b":null,"c":[true,false,{}]}],"d":{"e":"\\\\","f":[]}}';
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    let broken = 0;
    for (let round = 0; round < 3000; round += 1) {
      const at = random(base.length);
      const text = base.slice(0, at) + '{}[],:"\\e0-.x \n'.charAt(random(15)) + base.slice(at + random(3));
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
        broken += 1;
      }
      expect({ text, ok: runNow(scanText(text)).ok }).toEqual({ text, ok: valid });
    }
    expect(broken).toBeGreaterThan(500);
  });

  it('gives control back after every slice and not before', () => {
    const text = `[${'"0123456789",'.repeat(SCAN_SLICE / 4)}0]`;
    const offsets = [...scanText(text)];
    expect(offsets.length).toBe(Math.floor(text.length / SCAN_SLICE));
    expect(offsets.every((offset, index) => offset >= (index + 1) * SCAN_SLICE)).toBe(true);
  });

  it('is not stopped by deep nesting', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(runNow(scanText(text)).ok).toBe(true);
  });
});
