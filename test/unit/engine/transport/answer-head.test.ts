import { describe, expect, it } from 'vitest';
import { AnswerFault, HeadMemory } from '../../../../engine/transport/answer-head.ts';

const head = (length: number): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${String(length)}`;

describe('HeadMemory', () => {
  it('gives the very same head for the same text, and reads what it has forgotten anew', () => {
    const memory = new HeadMemory();
    const first = memory.read(head(1), false);
    expect(memory.read(head(1), false)).toBe(first);
    for (let length = 2; length < 40; length += 1) memory.read(head(length), false);
    const again = memory.read(head(1), false);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  it('knows the answer to a HEAD from that to any other request', () => {
    const memory = new HeadMemory();
    expect(memory.read(head(5), false).framing).toMatchObject({ by: 'length', length: 5 });
    expect(memory.read(head(5), true).framing).toMatchObject({ by: 'length', length: 0 });
    expect(memory.read(head(5), false).framing).toMatchObject({ length: 5 });
  });

  it('refuses a faulty head each time that it comes', () => {
    const memory = new HeadMemory();
    for (let time = 0; time < 2; time += 1) {
      expect(() => memory.read('HTTP/1.1 200 OK\r\nno header', false)).toThrow(AnswerFault);
      expect(() => memory.read(`${head(1)}\r\nContent-Length: 1`, false)).toThrow(/already present/);
    }
  });
});
