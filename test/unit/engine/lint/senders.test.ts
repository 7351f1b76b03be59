import { expect, it } from 'vitest';
import { isProcessRow, Senders } from '../../../../engine/lint/senders.ts';
import type { SeenExchange } from '../../../../engine/lint/seen-exchange.ts';
import { exchange, META } from '../../../support/lint/exchange.ts';
import { begins, cancels, gaveUp, piped, processRow } from '../../../support/lint/pipes.ts';

function after(...seen: readonly SeenExchange[]) {
  const senders = new Senders();
  for (const one of seen) senders.learn(one);
  return senders.of(processRow());
}

it('knows what was asked on a pipe, and whether it was there from the start', () => {
  const sender = after(begins(), piped(1, 2, { id: 7, meta: { ...META, progressToken: 't' } }));
  expect(sender?.fromTheStart).toBe(true);
  expect([sender?.ids.has(7), sender?.ids.has('7'), sender?.tokens.has('t')]).toEqual([true, false, true]);
  expect(sender?.endedWith('t')).toMatchObject({ endedAt: 2000, isOver: true });
  expect(after(piped(1, 2))?.fromTheStart).toBe(false);
  expect(after()).toBeUndefined();
});

it('knows since when a cancellation has been read', () => {
  const flight = gaveUp(1, 3, 5);
  const unread = after(cancels(3, 5), flight, piped(2, 4));
  expect(unread?.cancelled(5)).toEqual({ number: flight.number, token: undefined, readSince: undefined });
  expect(after(cancels(3, 5), flight, piped(4, 6))?.cancelled(5)?.readSince).toBe(6000);
  expect(after(flight)?.cancelled(5)).toBeUndefined();
});

it('knows when log messages were wanted', () => {
  const sender = after(piped(1, 3, { meta: { ...META, 'io.modelcontextprotocol/logLevel': 'debug' } }));
  expect([500, 2000, 4000].map((at) => sender?.wantedLogs(at))).toEqual([false, true, false]);
});

it('tells clients and ways apart', () => {
  const senders = new Senders();
  senders.learn(exchange({ id: 1 }));
  expect(senders.of(exchange())?.ids.has(1)).toBe(true);
  expect(senders.of(exchange({ row: { instanceId: 'beta' } }))).toBeUndefined();
  expect(senders.of(exchange({ meta: {} }))).toBeUndefined();
  expect(isProcessRow(processRow())).toBe(true);
  expect(isProcessRow(piped(0, 1))).toBe(false);
});

it('remembers only so much', () => {
  const senders = new Senders();
  for (let count = 0; count < 3000; count += 1) {
    senders.learn(exchange({ row: { instanceId: `i${String(count)}` } }));
    senders.learn(
      piped(count, count + 1, { id: `x${String(count)}`, meta: { ...META, progressToken: count } }),
    );
  }
  expect(senders.size).toBeLessThan(300 * 3 + 2000);
});
