import { useEffect, useState } from 'react';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import { useApp } from '../ui/app-context.ts';
import { layOutJson, LAYOUT_LIMIT, looksLikeJson } from '../ui/body-text.ts';
import type { DiffSide } from '../ui/diff-editor.tsx';
import { fetchAnswer } from '../ui/fetch-answer.ts';

/** Bytes of a request and of an answer that are shown. */
const LIMIT = 1_000_000;

/** Request and answer of one exchange as texts that can be held against others. */
export interface ExchangeTexts {
  readonly request: DiffSide;
  readonly answer: DiffSide;
  readonly status?: number;
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** An absent exchange is an empty text. */
async function readTexts(
  bridge: Bridge,
  ref: ExchangeRef | undefined,
  side: string,
): Promise<Read<ExchangeTexts>> {
  if (!ref) return { ok: true, value: { request: sideOf('', side), answer: sideOf('', side) } };
  const detail = await bridge.invoke('exchange.get', { ...ref, bodyLimit: LIMIT });
  if (!detail.ok) return { ok: false, problem: detail.error.message };
  const { request, response, failure } = detail.value;
  const answer = await fetchAnswer(bridge, detail.value, LIMIT);
  if (!answer.ok) return { ok: false, problem: answer.error.message };
  const nothing = JSON.stringify({ 'no answer': failure?.message ?? 'Nothing came.' }, null, 2);
  return {
    ok: true,
    value: {
      request: sideOf(request.body.text ?? '', `${side}: the request`),
      answer: sideOf(answer.value.text ?? nothing, `${side}: the answer`),
      ...(response && response.status > 0 && { status: response.status }),
    },
  };
}

function sideOf(raw: string, ariaLabel: string): DiffSide {
  if (!looksLikeJson(raw, undefined)) return { text: raw, language: 'plaintext', notes: [], ariaLabel };
  return { text: raw.length > LAYOUT_LIMIT ? raw : layOutJson(raw), language: 'json', notes: [], ariaLabel };
}

export type TwoTexts = Read<{ readonly left: ExchangeTexts; readonly right: ExchangeTexts }>;

/** Undefined until they are here. */
export function useExchangeTexts(
  left: ExchangeRef | undefined,
  right: ExchangeRef | undefined,
): TwoTexts | undefined {
  const { bridge } = useApp();
  const key = JSON.stringify([left ?? null, right ?? null]);
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly texts: TwoTexts }>();
  useEffect(() => {
    let isOver = false;
    void Promise.all([readTexts(bridge, left, 'Left'), readTexts(bridge, right, 'Right')]).then(
      ([one, other]) => {
        if (isOver) return;
        const texts: TwoTexts = !one.ok
          ? one
          : other.ok
            ? { ok: true, value: { left: one.value, right: other.value } }
            : other;
        setLoaded({ key, texts });
      },
    );
    return () => {
      isOver = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` names both
  }, [bridge, key]);
  return loaded?.key === key ? loaded.texts : undefined;
}
