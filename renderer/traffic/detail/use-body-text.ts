import { useEffect, useRef, useState } from 'react';
import type { BodyView, ExchangeDetail, StreamEvent } from '../../../shared/model/exchange.ts';
import { useApp } from '../../ui/app-context.ts';
import { eventData } from '../../ui/body-text.ts';
import { fetchText, type FetchedText } from './fetch-bytes.ts';

export type BodySide = 'request' | 'response';

export interface FullBody {
  readonly text: string | undefined;
  readonly problem: string | undefined;
  /** 0 to 1 while it is being fetched. */
  readonly progress: number | undefined;
  readonly load: () => void;
  readonly stop: () => void;
}

/** All of a body whose beginning only came with the detail: fetched when asked for, in chunks, with progress. */
export function useFullBody(detail: ExchangeDetail, side: BodySide, body: BodyView): FullBody {
  const { bridge } = useApp();
  const [state, setState] = useState<Pick<FullBody, 'text' | 'problem' | 'progress'>>();
  const running = useRef<AbortController>(undefined);
  const stop = (): void => {
    running.current?.abort();
    setState(undefined);
  };
  useEffect(() => () => running.current?.abort(), []);
  const fetchAll = async (signal: AbortSignal): Promise<FetchedText> => {
    if (side === 'response') {
      const onProgress = (progress: number): void => {
        if (!signal.aborted) setState({ text: undefined, problem: undefined, progress });
      };
      const range = { from: 0, length: body.bytes };
      return fetchText({ bridge, exchange: detail.ref, side: 'body', ...range, signal, onProgress });
    }
    const answer = await bridge.invoke('exchange.get', { ...detail.ref, bodyLimit: body.bytes });
    if (!answer.ok) return { ok: false, problem: answer.error.message };
    return { ok: true, text: answer.value.request.body.text ?? '' };
  };
  const load = (): void => {
    const controller = new AbortController();
    running.current?.abort();
    running.current = controller;
    setState({ text: undefined, problem: undefined, progress: 0 });
    void fetchAll(controller.signal).then((fetched) => {
      if (controller.signal.aborted) return;
      const [text, problem] = fetched.ok ? [fetched.text, undefined] : [undefined, fetched.problem];
      setState({ text, problem, progress: undefined });
    });
  };
  return { text: state?.text, problem: state?.problem, progress: state?.progress, load, stop };
}

/** How far from the end the answer of a stream is looked for: what follows it is against the protocol. */
const TAIL = 50;

export interface StreamAnswer {
  /** Events so far. */
  readonly total: number;
  readonly event: StreamEvent | undefined;
  readonly text: string | undefined;
  readonly problem: string | undefined;
}

/** The answer within an SSE stream: the data of its last result or error. Undefined until it was looked for. */
export function useStreamAnswer(detail: ExchangeDetail, enabled: boolean): StreamAnswer | undefined {
  const { bridge } = useApp();
  const [answer, setAnswer] = useState<StreamAnswer>();
  const { captureId, number } = detail.ref;
  const { eventCount } = detail.row;
  useEffect(() => {
    if (!enabled) return undefined;
    const controller = new AbortController();
    const look = async (): Promise<StreamAnswer> => {
      const none = { total: eventCount, event: undefined, text: undefined, problem: undefined };
      const range = { from: Math.max(eventCount - TAIL, 0), limit: TAIL };
      const tail = await bridge.invoke('exchange.events', { captureId, number, ...range });
      if (!tail.ok) return { ...none, problem: tail.error.message };
      const event = tail.value.events.findLast(({ message }) => message === 'result' || message === 'error');
      if (!event) return { ...none, total: tail.value.total };
      const exchange = { captureId, number };
      const { offset: from, length } = event;
      const data = await fetchText({
        bridge,
        exchange,
        side: 'body',
        from,
        length,
        signal: controller.signal,
      });
      if (!data.ok) return { ...none, event, problem: data.problem };
      return { total: tail.value.total, event, text: eventData(data.text), problem: undefined };
    };
    void look().then((found) => {
      if (!controller.signal.aborted) setAnswer(found);
    });
    return () => {
      controller.abort();
    };
  }, [bridge, enabled, captureId, number, eventCount]);
  return enabled ? answer : undefined;
}
