import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLiveLine } from '../../../cli/live-line.ts';

let written: string[] = [];
const line = (errIsTerminal: boolean) =>
  createLiveLine({ errIsTerminal, err: (text: string) => void written.push(text) });

beforeEach(() => {
  written = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('in a terminal', () => {
  it('writes over itself, only where something has changed', () => {
    const live = line(true);
    live.show('1 request');
    live.show('1 request');
    live.show('2 requests');
    live.end();
    live.end();
    expect(written).toEqual(['\r\u001b[2K1 request', '\r\u001b[2K2 requests', '\n']);
  });

  it('makes room for what else is written', () => {
    const live = line(true);
    live.show('1 request');
    live.around(() => written.push('a note\n'));
    expect(written.slice(1)).toEqual(['\r\u001b[2K', 'a note\n', '1 request']);
  });
});

describe('elsewhere', () => {
  it('is a line now and then, the last one at the end', () => {
    const live = line(false);
    live.show('1 request');
    live.show('2 requests');
    expect(written).toEqual([]);
    vi.advanceTimersByTime(60_000);
    expect(written).toEqual(['2 requests\n']);
    live.show('3 requests');
    live.end();
    expect(written).toEqual(['2 requests\n', '3 requests\n']);
  });

  it.each([true, false])('keeps nobody waiting after its end (terminal: %s)', (terminal) => {
    const live = line(terminal);
    live.show('1 request');
    live.end();
    const before = [...written];
    live.show('what still happens while all is being closed');
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(written).toEqual(before);
  });
});
