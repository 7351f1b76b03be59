import { expect, test } from 'vitest';
import { isDigit, mayEnd, nextPart, NumberPart } from '../../../../engine/protocol/json-number.ts';

/** Whether a text that begins with a digit or a minus is a number by these parts. */
function isNumber(text: string): boolean {
  const [first = 0, ...rest] = Buffer.from(text);
  let part: NumberPart | undefined =
    first === 0x2d ? NumberPart.minus : first === 0x30 ? NumberPart.zero : NumberPart.whole;
  for (const byte of rest) part = part === undefined ? undefined : nextPart(part, byte);
  return part !== undefined && mayEnd(part);
}

test('every text of up to five of these characters is a number exactly where JSON.parse says so', () => {
  let texts = ['-', '0', '7'];
  for (let length = 1; length <= 5; length += 1) {
    for (const text of texts) expect([text, isNumber(text)]).toEqual([text, parses(text)]);
    texts = texts.flatMap((text) => Array.from('-+.eE07x', (character) => text + character));
    if (length >= 4) texts = texts.filter((_text, index) => index % 7 === 0);
  }
});

function parses(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'number';
  } catch {
    return false;
  }
}

test('the ten digits and their neighbours', () => {
  expect(Array.from('/0123456789:', (character) => isDigit(character.charCodeAt(0)))).toEqual([
    false,
    ...Array.from({ length: 10 }, () => true),
    false,
  ]);
});
