import { useEffect, useState, type KeyboardEvent } from 'react';
import type { ExchangeDetail, ExchangeRef } from '../../../shared/model/exchange.ts';
import type { AskedInput, Root } from '../../../shared/model/input.ts';
import { useApp, useEngine } from '../app-context.ts';
import { formatCounted } from '../format.ts';
import { InstanceBadge } from '../instance-badge.tsx';
import styles from './answer-panel.module.css';
import { earlierStates, type EarlierState } from './earlier-states.ts';
import { finishAll, firstDraft, type InputDraft } from './input-draft.ts';
import { useKeptDraft } from './kept-drafts.ts';
import { PlainSentence } from './plain-sentence.tsx';
import { RequestAnswer } from './request-answer.tsx';
import { SendRound } from './send-round.tsx';
import { StateField, stateChoice, type ChosenState } from './state-choice.tsx';

interface RoundPanelProps {
  /** The exchange whose answer asks for input. Another exchange needs another panel: give it a key. */
  readonly detail: ExchangeDetail;
  readonly asked: AskedInput;
  /** The next round is on its way. */
  readonly onSent?: (ref: ExchangeRef) => void;
}

const NO_ROOTS: readonly Root[] = [];

function useEarlierStates(detail: ExchangeDetail): readonly EarlierState[] {
  const { bridge } = useApp();
  const [found, setFound] = useState<readonly EarlierState[]>([]);
  useEffect(() => {
    let shown = true;
    void earlierStates(bridge, detail).then((states) => {
      if (shown) setFound(states);
    });
    return () => {
      shown = false;
    };
  }, [bridge, detail]);
  return found;
}

function useSending(detail: ExchangeDetail, onSent: ((ref: ExchangeRef) => void) | undefined) {
  const { bridge } = useApp();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (
    instanceId: string,
    round: Pick<Parameters<typeof bridge.invoke<'exchange.respond'>>[1], 'responses' | 'state'>,
  ): Promise<void> => {
    setSending(true);
    setProblem(undefined);
    const { captureId, number } = detail.ref;
    const sent = await bridge.invoke('exchange.respond', { captureId, number, instanceId, ...round });
    setSending(false);
    if (sent.ok) onSent?.(sent.value);
    else setProblem(`The answer was not sent: ${sent.error.message}`);
  };
  return { send, sending, problem, setProblem };
}

/** What is asked for, in a sentence. */
function whatIsAsked({ requests, requestState }: AskedInput): string {
  if (requests.length > 0) {
    return `asks for ${requests.length === 1 ? 'input' : formatCounted(requests.length, 'thing')} before it answers.`;
  }
  return requestState === undefined
    ? 'says that input is required, and does not say which.'
    : 'asks for nothing but the same request again, with its requestState.';
}

/**
 * Answers an `input_required` result: every request of it, the requestState, and the instance that gets the next round.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
 */
export function RoundPanel({ detail, asked, onSent }: RoundPanelProps) {
  const { instanceId, instanceName, number } = detail.row;
  const roots = useEngine((state) => state.workspace?.client.roots) ?? NO_ROOTS;
  const key = `${detail.ref.captureId} ${number}`;
  const [drafts, setDrafts] = useKeptDraft<Readonly<Record<string, InputDraft>>>(`round ${key}`, () =>
    Object.fromEntries(asked.requests.map((request) => [request.key, firstDraft(request, roots)])),
  );
  const [chosen, setChosen] = useKeptDraft<ChosenState>(`state ${key}`, () => ({ kind: 'exact' }));
  const earlier = useEarlierStates(detail);
  const { send, sending, problem, setProblem } = useSending(detail, (ref) => {
    // Who answers it once more begins with this answer, and departs from the protocol only where he says so again.
    setChosen(undefined);
    onSent?.(ref);
  });
  const sendTo = (id: string): void => {
    const finished = finishAll(drafts);
    if (!finished.ok) {
      setProblem(finished.problem);
      return;
    }
    const state = stateChoice(chosen, earlier);
    void send(id, { state, ...(asked.requests.length > 0 && { responses: finished.responses }) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    // The window's own key would send the first request anew.
    event.preventDefault();
    if (!sending) sendTo(instanceId);
  };
  if (!detail.draft) {
    return (
      <div className={styles.who}>
        <PlainSentence meaning="note">
          {instanceName} asks for input. Exchange {number} was not sent by Hopscope, so its next round cannot
          be sent from here.
        </PlainSentence>
      </div>
    );
  }
  return (
    <section className={styles.panel} aria-label={`Answer ${instanceName}`} onKeyDown={onKeyDown}>
      <div className={styles.who}>
        <InstanceBadge instanceId={instanceId} name={instanceName} />
        <span>{whatIsAsked(asked)}</span>
      </div>
      <div className={styles.requests}>
        {asked.requests.map((request) => {
          const draft = drafts[request.key];
          return (
            draft && (
              <RequestAnswer
                key={request.key}
                request={request}
                name={request.key}
                asker={instanceName}
                instead="leave-out"
                draft={draft}
                onChange={(next) => {
                  setProblem(undefined);
                  setDrafts({ ...drafts, [request.key]: next });
                }}
              />
            )
          );
        })}
      </div>
      <div className={styles.send} role="group" aria-label="Send the answer">
        {problem !== undefined && <PlainSentence meaning="fault">{problem}</PlainSentence>}
        <SendRound instanceId={instanceId} instanceName={instanceName} sending={sending} onSend={sendTo} />
        <StateField state={asked.requestState} earlier={earlier} chosen={chosen} onChoose={setChosen} />
      </div>
    </section>
  );
}
