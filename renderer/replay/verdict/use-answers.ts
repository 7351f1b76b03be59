import { useEffect, useState } from 'react';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { Difference } from '../../../shared/model/difference.ts';
import type { ExchangeRef } from '../../../shared/model/exchange-ref.ts';
import { useApp } from '../../ui/app-context.ts';
import { fetchAnswer } from '../../ui/fetch-answer.ts';
import type { AnswerText } from './answer-side.ts';

/** Bytes of an answer that are shown. */
const LIMIT = 1_000_000;

export interface TwoAnswers {
  readonly left: AnswerText;
  readonly right: AnswerText;
  /** Absent where they could not be held against each other. */
  readonly differences?: readonly Difference[];
}

export type LoadedAnswers =
  { readonly ok: true; readonly answers: TwoAnswers } | { readonly ok: false; readonly problem: string };

/** What answered an exchange, or why nothing did. */
async function readAnswer(
  bridge: Bridge,
  ref: ExchangeRef,
): Promise<
  { readonly ok: true; readonly answer: AnswerText } | { readonly ok: false; readonly problem: string }
> {
  const detail = await bridge.invoke('exchange.get', { ...ref, bodyLimit: LIMIT });
  if (!detail.ok) return { ok: false, problem: detail.error.message };
  const { response, failure } = detail.value;
  const answer = await fetchAnswer(bridge, detail.value, LIMIT);
  if (!answer.ok) return { ok: false, problem: answer.error.message };
  const { text } = answer.value;
  return {
    ok: true,
    answer: {
      ...(text !== undefined && { text }),
      ...(failure && { failure: failure.message }),
      ...(response && response.status > 0 && { status: response.status }),
    },
  };
}

/** Two answers, and where they differ. */
export async function readAnswers(
  bridge: Bridge,
  left: ExchangeRef,
  right: ExchangeRef,
): Promise<LoadedAnswers> {
  const [one, other, compared] = await Promise.all([
    readAnswer(bridge, left),
    readAnswer(bridge, right),
    bridge.invoke('exchange.compare', { refs: [left, right] }),
  ]);
  if (!one.ok) return one;
  if (!other.ok) return other;
  const differences = compared.ok ? compared.value.columns[1]?.differences : undefined;
  return {
    ok: true,
    answers: { left: one.answer, right: other.answer, ...(differences && { differences }) },
  };
}

/** Undefined until they are here. */
export function useAnswers(left: ExchangeRef, right: ExchangeRef): LoadedAnswers | undefined {
  const { bridge } = useApp();
  const key = `${left.captureId} ${String(left.number)} ${right.captureId} ${String(right.number)}`;
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly answers: LoadedAnswers }>();
  useEffect(() => {
    let isOver = false;
    void readAnswers(bridge, left, right).then((answers) => {
      if (!isOver) setLoaded({ key, answers });
    });
    return () => {
      isOver = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` names both: each word on a replay brings equal ones anew
  }, [bridge, key]);
  return loaded?.key === key ? loaded.answers : undefined;
}
