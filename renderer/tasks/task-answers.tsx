import { Button } from '@mantine/core';
import { memo, useState } from 'react';
import type { DrivenInput, DrivenTask } from '../../shared/model/driven-task.ts';
import type { Root } from '../../shared/model/input.ts';
import { finishAll, firstDraft, type InputDraft } from '../ui/answer-panel/input-draft.ts';
import { useKeptDraft } from '../ui/answer-panel/kept-drafts.ts';
import { RequestAnswer } from '../ui/answer-panel/request-answer.tsx';
import { useApp, useEngine } from '../ui/app-context.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { InstanceSelect } from './instance-select.tsx';
import styles from './tasks.module.css';

const NO_ROOTS: readonly Root[] = [];

interface OneAnswerProps extends Pick<DrivenTask, 'id' | 'creator' | 'routing'> {
  readonly input: DrivenInput;
}

/** Drawn again only where something that it shows has changed: a task is told of ten times a second. */
const OneAnswer = memo(function OneAnswer({ id, creator, routing, input }: OneAnswerProps) {
  const { bridge } = useApp();
  const roots = useEngine((state) => state.workspace?.client.roots) ?? NO_ROOTS;
  const [draft, setDraft] = useKeptDraft<InputDraft>(`task ${id} ${input.key}`, () =>
    firstDraft(input, roots),
  );
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const [instanceId, setInstanceId] = useState<string>();
  const send = async (): Promise<void> => {
    const finished = finishAll({ [input.key]: draft });
    if (!finished.ok) {
      setProblem(finished.problem);
      return;
    }
    if (Object.keys(finished.responses).length === 0) {
      setProblem('Nothing would be sent: choose an answer first.');
      return;
    }
    setSending(true);
    const sent = await bridge.invoke('task.answer', {
      id,
      responses: finished.responses,
      ...(instanceId !== undefined && { instanceId }),
    });
    setSending(false);
    setProblem(sent.ok ? undefined : `The answer was not sent: ${sent.error.message}`);
  };
  const said = problem ?? input.problem;
  return (
    <>
      <RequestAnswer
        request={input}
        name={input.key}
        asker={creator.instanceName}
        instead="leave-out"
        draft={draft}
        onChange={(next) => {
          setProblem(undefined);
          setDraft(next);
        }}
      />
      {said !== undefined && (
        <p className={styles.inline} role="alert">
          <MeaningMark meaning="fault" size={12} /> {said}
        </p>
      )}
      <div className={styles.controls}>
        <Button variant="filled" loading={sending || input.state === 'sending'} onClick={() => void send()}>
          Send answer to {input.key}
        </Button>
        <InstanceSelect
          creator={creator}
          routing={routing}
          label={`Instance that gets the answer to ${input.key}`}
          all="one of all"
          value={instanceId}
          onChange={setInstanceId}
        />
      </div>
    </>
  );
});

/** Answers what a driven task asks for and nobody has answered. */
export function TaskAnswers({ task }: { readonly task: DrivenTask }) {
  const open = task.inputs.filter(({ state }) => state === 'open' || state === 'sending');
  if (open.length === 0) return null;
  return (
    <section className={styles.driven} aria-label="Input that the task waits for">
      {open.map((input) => (
        <OneAnswer key={input.key} id={task.id} creator={task.creator} routing={task.routing} input={input} />
      ))}
    </section>
  );
}
