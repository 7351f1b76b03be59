import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import type { AskedInput } from '../../../shared/model/input.ts';
import { RoundPanel } from '../../ui/answer-panel/round-panel.tsx';
import { askedIn } from '../../ui/answer-text.ts';
import { useApp } from '../../ui/app-context.ts';
import { fetchAnswer } from '../../ui/fetch-answer.ts';
import { useTrafficModel } from '../traffic-context.ts';
import styles from './conversation-section.module.css';
import { Section } from './section.tsx';

/** An answer that asks for more than this, in bytes, is not read into a form. */
const ANSWER_LIMIT = 8_388_608;

interface Read {
  readonly asked?: AskedInput;
  readonly detail?: ExchangeDetail;
  readonly problem?: string;
}

/** What the answer asks for, read when it is wanted: the detail at hand may hold only its beginning. */
function useAsked(detail: ExchangeDetail, wanted: boolean): Read {
  const { bridge } = useApp();
  const [read, setRead] = useState<Read>({});
  const { captureId, number } = detail.ref;
  useEffect(() => {
    if (!wanted) return undefined;
    let shown = true;
    const ask = async (): Promise<Read> => {
      const whole = await bridge.invoke('exchange.get', { captureId, number, bodyLimit: ANSWER_LIMIT });
      if (!whole.ok) return { problem: whole.error.message };
      const answer = await fetchAnswer(bridge, whole.value, ANSWER_LIMIT);
      if (!answer.ok) return { problem: answer.error.message };
      const asked = answer.value.truncated ? undefined : askedIn(answer.value.text);
      if (asked) return { asked, detail: whole.value };
      return {
        problem: 'What this answer asks for is not in a form that can be answered. Response shows it.',
      };
    };
    void ask().then((next) => {
      if (shown) setRead(next);
    });
    return () => {
      shown = false;
    };
  }, [bridge, captureId, number, wanted]);
  return read;
}

/** Of an exchange whose answer asks for input: the panel that answers it, opened by a button. */
export function AnswerSection({ detail }: { readonly detail: ExchangeDetail }) {
  const { actions } = useTrafficModel();
  const [open, setOpen] = useState(false);
  const read = useAsked(detail, open);
  if (detail.row.resultType !== 'input_required') return null;
  return (
    <Section title="Input required" note={`${detail.row.instanceName} asks before it answers`}>
      {!open && (
        <div className={styles.open}>
          <Button
            size="xs"
            variant="filled"
            onClick={() => {
              setOpen(true);
            }}
          >
            Answer …
          </Button>
        </div>
      )}
      {open && read.problem !== undefined && <p role="alert">{read.problem}</p>}
      {open && read.asked && read.detail && (
        <div className={styles.answer}>
          <RoundPanel
            detail={read.detail}
            asked={read.asked}
            onSent={(ref) => {
              setOpen(false);
              actions.show(ref.captureId, ref.number);
            }}
          />
        </div>
      )}
    </Section>
  );
}
