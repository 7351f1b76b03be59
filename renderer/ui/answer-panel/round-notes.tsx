import { Button } from '@mantine/core';
import { useState } from 'react';
import type { JsonValue } from '../../../shared/model/draft.ts';
import type { ExchangeDetail, Row } from '../../../shared/model/exchange.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { useApp, useEngine } from '../app-context.ts';
import styles from './answer-panel.module.css';
import { PlainSentence } from './plain-sentence.tsx';
import { roundFacts } from './round-facts.ts';

interface RoundNotesProps {
  /** The round. */
  readonly detail: ExchangeDetail;
  /** The exchange that asked for it. */
  readonly from: Row;
}

function responsesOf(value: JsonValue | undefined): Readonly<Record<string, JsonValue>> | undefined {
  return isJsonObject(value) ? value : undefined;
}

/** What is worth knowing about a round beside its answer, with the test that shows whether it is the instance. */
export function RoundNotes({ detail, from }: RoundNotesProps) {
  const { bridge } = useApp();
  const instances = useEngine((state) => state.workspace?.instances);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { draft, row, ref } = detail;
  if (!draft) return null;
  const sendSame = async (instanceId: string): Promise<void> => {
    const responses = responsesOf(draft.params['inputResponses']);
    setSending(true);
    const sent = await bridge.invoke('exchange.respond', {
      captureId: ref.captureId,
      number: from.number,
      instanceId,
      ...(responses && { responses }),
      state: { kind: 'exact' },
    });
    setSending(false);
    setProblem(sent.ok ? undefined : `The round was not sent: ${sent.error.message}`);
  };
  return roundFacts(row, draft, from).map(({ meaning, sentence, tryOn }) => (
    <div key={sentence} className={styles.fact} role="note" aria-label="About this round">
      <PlainSentence meaning={meaning}>{sentence}</PlainSentence>
      {tryOn && instances?.some(({ id }) => id === tryOn.instanceId) === true && (
        <Button
          size="compact-xs"
          variant="default"
          loading={sending}
          onClick={() => void sendSame(tryOn.instanceId)}
        >
          Send the same round to {tryOn.instanceName}
        </Button>
      )}
      {problem !== undefined && <PlainSentence meaning="fault">{problem}</PlainSentence>}
    </div>
  ));
}
