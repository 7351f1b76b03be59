import { expect, it } from 'vitest';
import { createRecordQueue } from '../../../../engine/record-queue.ts';
import type { ExchangeSink, ResponseHead } from '../../../../engine/transport/exchange-sink.ts';
import { LateSink } from '../../../../engine/transport/late-sink.ts';

const HEAD: ResponseHead = { status: 200, statusText: 'OK', httpVersion: '1.1', headers: [] };

/** A sink that writes down what it hears, and a turn that ends when the test says so. */
function setUp() {
  const heard: string[] = [];
  const write =
    (what: string) =>
    (bytes: Uint8Array, atMs: number): void => {
      heard.push(`${what} ${Buffer.from(bytes).toString()} ${String(atMs)}`);
    };
  const sink: ExchangeSink = {
    requestBytes: write('request'),
    responseBytes: write('response'),
    bodyBytes: write('body'),
    responseHead: ({ status }, atMs) => heard.push(`head ${String(status)} ${String(atMs)}`),
    end: ({ timing }) => heard.push(`end ${String(timing.endMs)}`),
  };
  const turns: (() => void)[] = [];
  const queue = createRecordQueue((go) => turns.push(go));
  const endTurn = (): void => {
    for (const go of turns.splice(0)) go();
  };
  return { heard, endTurn, late: () => new LateSink(sink, queue, () => heard.push('over')), turns };
}

it('tells all of it in order once the turn is over', () => {
  const { heard, endTurn, late } = setUp();
  const sink = late();
  sink.requestBytes(Buffer.from('q'), 1);
  sink.responseBytes(Buffer.from('a'), 2);
  sink.responseHead(HEAD, 3);
  sink.bodyBytes(Buffer.from('b'), 4);
  sink.end({ timing: { endMs: 5 } });
  expect(heard).toEqual([]);
  endTurn();
  expect(heard).toEqual(['request q 1', 'response a 2', 'head 200 3', 'body b 4', 'end 5', 'over']);
});

it('tells what has come in each turn, and is over only with the end', () => {
  const { heard, endTurn, late } = setUp();
  const sink = late();
  sink.responseHead(HEAD, 1);
  endTurn();
  sink.bodyBytes(Buffer.from('event'), 2);
  endTurn();
  expect(heard).toEqual(['head 200 1', 'body event 2']);
  sink.end({ timing: { endMs: 3 } });
  endTurn();
  expect(heard.slice(2)).toEqual(['end 3', 'over']);
});

it('takes its turn with others, and asks for one turn for all', () => {
  const { heard, endTurn, late, turns } = setUp();
  const [one, other] = [late(), late()];
  one.responseBytes(Buffer.from('1'), 1);
  other.responseBytes(Buffer.from('2'), 1);
  one.responseBytes(Buffer.from('3'), 2);
  expect(turns).toHaveLength(1);
  endTurn();
  expect(heard).toEqual(['response 1 1', 'response 3 2', 'response 2 1']);
});
