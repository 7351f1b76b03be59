import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { formatCount } from '../ui/format.ts';
import { AnswerPane, type AnswerView } from './answer-pane.tsx';
import {
  answerMessage,
  anyFailed,
  comparisonSentence,
  differenceLines,
  isSettled,
  readableBlocks,
  wholeText,
  type AnswersState,
} from './answers-state.ts';
import styles from './answers.module.css';
import { useComposer, useComposerActions } from './composer-context.ts';

const VIEWS: readonly { readonly value: AnswerView; readonly label: string }[] = [
  { value: 'both', label: 'Content and JSON' },
  { value: 'content', label: 'Content' },
  { value: 'tree', label: 'JSON' },
];

/** Whether any answer has content that can be read without its JSON. */
function hasContent(answers: AnswersState): boolean {
  return answers.columns.some((column) => readableBlocks(answerMessage(wholeText(column))).length > 0);
}

/** More lines than this help nobody at a glance; the trees mark all of them. */
const SHOWN_LINES = 200;

/** Same or different, in a sentence. */
function Verdict({ answers }: { readonly answers: AnswersState }) {
  const { comparison, comparisonProblem, columns } = answers;
  if (comparisonProblem !== undefined) {
    return (
      <>
        <MeaningMark meaning="warning" /> The answers could not be compared: {comparisonProblem}
      </>
    );
  }
  if (comparison) {
    const failed = anyFailed(answers);
    const same = failed ? 'note' : 'fine';
    return (
      <>
        <MeaningMark meaning={comparison.same ? same : 'warning'} /> {comparisonSentence(comparison, failed)}
      </>
    );
  }
  const open = columns.filter((column) => !isSettled(column)).length;
  if (open === 0) return null;
  return (
    <>
      {columns.length === 1
        ? 'Waiting for the answer …'
        : `Waiting for ${String(open)} of ${String(columns.length)} answers …`}
    </>
  );
}

interface DifferencesProps {
  readonly answers: AnswersState;
  readonly chosen: string | undefined;
  readonly onChoose: (pointer: string) => void;
}

/** Every place at which the answers differ, with what stands there in each. */
function Differences({ answers, chosen, onChoose }: DifferencesProps) {
  const { comparison } = answers;
  const lines = useMemo(() => (comparison ? differenceLines(comparison) : []), [comparison]);
  if (!comparison) return null;
  return (
    <div className={styles.differences}>
      <table aria-label="Differences">
        <thead>
          <tr>
            <th scope="col">Pointer</th>
            {comparison.columns.map((column, index) => (
              <th key={column.ref.number} scope="col">
                <InstanceBadge
                  instanceId={answers.columns[index]?.instanceId ?? ''}
                  name={column.instanceName}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, SHOWN_LINES).map((line) => (
            <tr
              key={line.pointer}
              data-chosen={line.pointer === chosen || undefined}
              onClick={() => {
                onChoose(line.pointer);
              }}
            >
              <th scope="row">
                <button
                  type="button"
                  aria-label={`Show ${line.pointer} in the answers`}
                  onClick={() => {
                    onChoose(line.pointer);
                  }}
                >
                  {line.pointer}
                </button>
              </th>
              {line.cells.map((cell, index) => (
                <td
                  key={comparison.columns[index]?.ref.number}
                  data-differs={cell.differs || undefined}
                  data-tip={cell.text}
                >
                  {cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > SHOWN_LINES && (
        <p className={styles.more}>
          and {formatCount(lines.length - SHOWN_LINES)} more, all marked in the answers below
        </p>
      )}
    </div>
  );
}

/** What came back: one column an instance, differences on top. */
export function Answers() {
  const answers = useComposer((state) => state.answers);
  const { dismissAnswers } = useComposerActions();
  const [folded, setFolded] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const pointers = answers?.comparison?.pointers;
  const [view, setView] = useState<AnswerView>('both');
  const readable = useMemo(() => answers !== undefined && hasContent(answers), [answers]);
  const marks = useMemo(() => new Set(pointers ?? []), [pointers]);
  if (!answers) return null;
  const differ = (pointers?.length ?? 0) > 0;
  const firstName = answers.comparison?.columns[0]?.instanceName ?? '';
  return (
    <section className={styles.answers} aria-label="Answers">
      <div className={styles.head}>
        <h2 className={styles.title}>{answers.columns.length === 1 ? 'Answer' : 'Answers'}</h2>
        <p className={styles.verdict} role="status" aria-label="Comparison">
          <Verdict answers={answers} />
        </p>
        {differ && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={!folded}
            rightSection={folded ? <IconChevronDown size={14} /> : <IconChevronUp size={14} />}
            onClick={() => {
              setFolded(!folded);
            }}
          >
            Differences
          </Button>
        )}
        {readable && (
          <SegmentedControl
            aria-label="What is shown of the answers"
            value={view}
            data={[...VIEWS]}
            onChange={(value) => {
              const chosenView = VIEWS.find((own) => own.value === value);
              if (chosenView) setView(chosenView.value);
            }}
          />
        )}
        <ActionIcon aria-label="Close the answers" data-tip="Close the answers" onClick={dismissAnswers}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      {differ && !folded && <Differences answers={answers} chosen={chosen} onChoose={setChosen} />}
      <div className={styles.columns}>
        {answers.columns.map((column) => (
          <AnswerPane
            key={`${column.ref.captureId} ${String(column.steps[0]?.ref.number)}`}
            column={column}
            marks={marks}
            markLabel={firstName === '' ? '' : `The answers differ here (held against ${firstName})`}
            reveal={chosen}
            view={view}
          />
        ))}
      </div>
    </section>
  );
}
