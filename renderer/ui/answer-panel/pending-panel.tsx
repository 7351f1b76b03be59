import { Button } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import type { PendingInput, Root } from '../../../shared/model/input.ts';
import { useApp, useEngine } from '../app-context.ts';
import { formatTime } from '../format.ts';
import { InstanceBadge } from '../instance-badge.tsx';
import styles from './answer-panel.module.css';
import { finishInput, firstDraft, type InputDraft } from './input-draft.ts';
import { useKeptDraft } from './kept-drafts.ts';
import { PlainSentence } from './plain-sentence.tsx';
import { RequestAnswer } from './request-answer.tsx';

const NO_ROOTS: readonly Root[] = [];

/** Answers a legacy server's own request. Another request needs another panel: give it a key. */
export function PendingPanel({ input }: { readonly input: PendingInput }) {
  const { bridge, go, notify } = useApp();
  const roots = useEngine((state) => state.workspace?.client.roots) ?? NO_ROOTS;
  const [draft, setDraft] = useKeptDraft<InputDraft>(`input ${input.id} ${input.askedAt}`, () =>
    firstDraft(input.request, roots),
  );
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const { id, instanceId, instanceName, request, from, askedAt } = input;
  const send = async (): Promise<void> => {
    const finished = finishInput(draft);
    if (finished.kind === 'problem') setProblem(finished.problem);
    if (finished.kind !== 'answer') return;
    setSending(true);
    const sent = await bridge.invoke('input.answer', { id, answer: finished.answer });
    setSending(false);
    if (!sent.ok) setProblem(`The answer was not sent: ${sent.error.message}`);
    else if (sent.value === null) {
      notify('warning', `${instanceName} no longer waits for this answer: it was not sent.`);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!sending) void send();
  };
  return (
    <section className={styles.panel} aria-label={`Answer ${instanceName}`} onKeyDown={onKeyDown}>
      <div className={styles.who}>
        <InstanceBadge instanceId={instanceId} name={instanceName} />
        <span>asked at {formatTime(askedAt)} and waits for the answer.</span>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            go({ screen: 'traffic', select: from });
          }}
        >
          Exchange {from.number}
        </Button>
      </div>
      <div className={styles.requests}>
        <RequestAnswer
          request={request}
          asker={instanceName}
          instead="refuse"
          draft={draft}
          onChange={(next) => {
            setProblem(undefined);
            setDraft(next);
          }}
        />
      </div>
      <div className={styles.send} role="group" aria-label="Send the answer">
        {problem !== undefined && <PlainSentence meaning="fault">{problem}</PlainSentence>}
        <Button size="xs" variant="filled" loading={sending} onClick={() => void send()}>
          Send answer to {instanceName}
        </Button>
      </div>
    </section>
  );
}
