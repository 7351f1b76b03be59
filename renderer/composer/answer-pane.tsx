import { ActionIcon, Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Row } from '../../shared/model/exchange.ts';
import { ERROR_NAMES } from '../../shared/spec/modern.ts';
import type { AnswerMessage } from '../ui/answer-text.ts';
import { useApp } from '../ui/app-context.ts';
import { RoundNotes } from '../ui/answer-panel/round-notes.tsx';
import { RoundPanel } from '../ui/answer-panel/round-panel.tsx';
import { askedIn } from '../ui/answer-text.ts';
import { formatDuration, formatSize, statusMeaning } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { JsonTree } from '../ui/json-tree.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { AnswerProgress } from './answer-progress.tsx';
import {
  answerMessage,
  FETCH_ALL_LIMIT,
  isSettled,
  readableBlocks,
  requiredCapabilities,
  wholeText,
  type AnswerColumn,
} from './answers-state.ts';
import styles from './answers.module.css';
import { Sentence } from './column.tsx';
import { useComposerActions } from './composer-context.ts';
import { handedOutTask } from './handed-out-task.ts';
import { NextPage } from './next-page.tsx';
import { TaskNote } from './task-note.tsx';
import { ConversationLine } from './conversation-line.tsx';
import { isJsonObject } from '../../shared/model/json.ts';

interface AnswerPaneProps {
  readonly column: AnswerColumn;
  readonly marks: ReadonlySet<string>;
  readonly markLabel: string;
  /** The pointer to show, where one was chosen among the differences. */
  readonly reveal: string | undefined;
  readonly view: AnswerView;
}

/** What is shown of answers that have content to read. */
export type AnswerView = 'both' | 'content' | 'tree';

function instanceNameOf(column: AnswerColumn): string {
  return column.row?.instanceName ?? column.instanceId;
}

/** A column is called by the instance that the first request went to, wherever later rounds go. */
function columnNameOf(column: AnswerColumn): string {
  return column.steps[0]?.row?.instanceName ?? instanceNameOf(column);
}

/** Status, result type, duration and size, as far as they are known. */
function Facts({ row }: { readonly row: Row | undefined }) {
  if (!row) return null;
  const failed = row.errorCode !== undefined || row.isError === true;
  return (
    <span className={styles.facts}>
      {row.status !== undefined && (
        <span className={styles.status} data-meaning={statusMeaning(row.status)}>
          <MeaningMark meaning={statusMeaning(row.status)} size={12} />
          {row.status}
        </span>
      )}
      {row.failureKind !== undefined && (
        <span className={styles.status} data-meaning="fault">
          {row.failureKind}
        </span>
      )}
      {row.resultType !== undefined && (
        <span data-meaning={failed ? 'fault' : undefined} className={styles.status}>
          {row.errorCode === undefined ? row.resultType : `error ${String(row.errorCode)}`}
          {row.isError === true && ' · isError'}
        </span>
      )}
      {row.durationMs !== undefined && (
        <span data-tip="Duration on the wire">{formatDuration(row.durationMs)}</span>
      )}
      {row.responseBytes > 0 && (
        <span data-tip="Bytes of the answer on the wire">{formatSize(row.responseBytes)}</span>
      )}
    </span>
  );
}

/** The JSON-RPC error in words, with what can be done about it. */
function ErrorNote({ message }: { readonly message: ReturnType<typeof answerMessage> }) {
  const { declare, send } = useComposerActions();
  const error = message?.['error'];
  if (!isJsonObject(error)) return null;
  const code = typeof error['code'] === 'number' ? error['code'] : undefined;
  const name = code === undefined ? undefined : ERROR_NAMES[code];
  const required = requiredCapabilities(message);
  return (
    <div className={styles.note}>
      <Sentence meaning="fault">
        {[name, code].filter((part) => part !== undefined).join(' ')}
        {typeof error['message'] === 'string' && `: ${error['message']}`}
      </Sentence>
      {required && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            declare(required);
            void send();
          }}
        >
          Declare {Object.keys(required).join(', ')} and send again
        </Button>
      )}
    </div>
  );
}

function Blocks({ message }: { readonly message: ReturnType<typeof answerMessage> }) {
  const blocks = readableBlocks(message);
  return (
    <div className={styles.blocks} role="group" aria-label="Content" tabIndex={0}>
      {blocks.map((block, index) => (
        <div key={index} className={styles.block}>
          {block.label !== '' && <span className={styles.blockLabel}>{block.label}</span>}
          {block.text !== '' && <pre className={styles.blockText}>{block.text}</pre>}
        </div>
      ))}
    </div>
  );
}

/** So many characters of a beginning are shown: it is for a glance. */
const SHOWN_BEGINNING = 32_768;

/** An answer of which only the beginning was fetched: no tree, since a beginning is no JSON. */
function Beginning({ column, answer }: { readonly column: AnswerColumn; readonly answer: AnswerMessage }) {
  const { go } = useApp();
  const { fetchAll } = useComposerActions();
  const tooLarge = answer.bytes > FETCH_ALL_LIMIT;
  return (
    <>
      <div className={styles.note}>
        <Sentence meaning="note">
          The answer has {formatSize(answer.bytes)}; only its beginning was fetched.
        </Sentence>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            if (tooLarge) go({ screen: 'traffic', select: column.ref });
            else void fetchAll(column.ref);
          }}
        >
          {tooLarge ? 'Open in Traffic' : 'Fetch all'}
        </Button>
      </div>
      {answer.text !== undefined && (
        <div className={styles.blocks} role="group" aria-label="Beginning of the answer" tabIndex={0}>
          <pre className={styles.blockText}>{answer.text.slice(0, SHOWN_BEGINNING)} …</pre>
        </div>
      )}
    </>
  );
}

/** What belongs to a round: facts about it, and where the server asks for input the panel that answers. */
function Round({ column, text }: { readonly column: AnswerColumn; readonly text: string | undefined }) {
  const { detail, row, steps } = column;
  const asked = useMemo(() => askedIn(text), [text]);
  const from = steps.find((step) => step.ref.number === row?.link?.to)?.row;
  if (!detail) return null;
  return (
    <>
      {row?.link?.kind === 'round' && from && <RoundNotes detail={detail} from={from} />}
      {asked && (
        <div className={styles.round}>
          <RoundPanel key={detail.ref.number} detail={detail} asked={asked} />
        </div>
      )}
      {row?.resultType === 'input_required' && text !== undefined && !asked && (
        <div className={styles.note}>
          <Sentence meaning="warning">
            The server says input_required, but what it asks for is not in a form that can be answered.
          </Sentence>
        </div>
      )}
    </>
  );
}

/** The answer itself: content to read, the whole as a tree, or what came instead of JSON. */
function AnswerBody({ column, marks, markLabel, reveal, view }: AnswerPaneProps) {
  const { detail, answer } = column;
  const text = wholeText(column);
  const message = useMemo(() => answerMessage(text), [text]);
  const task = useMemo(() => handedOutTask(message), [message]);
  const readable = readableBlocks(message).length > 0;
  const name = instanceNameOf(column);
  const body = detail?.response?.body;
  const shown = readable ? view : 'tree';
  return (
    <>
      <ErrorNote message={message} />
      <NextPage message={message} />
      {task && <TaskNote key={task.taskId} column={column} task={task} />}
      <Round column={column} text={text} />
      {answer?.truncated === true && <Beginning column={column} answer={answer} />}
      {shown !== 'tree' && <Blocks message={message} />}
      {shown !== 'content' && text !== undefined && (
        <JsonTree
          text={text}
          ariaLabel={`JSON of the answer of ${name}`}
          marks={marks}
          markLabel={markLabel}
          {...(reveal !== undefined && { reveal })}
        />
      )}
      {answer?.text === undefined && !detail?.failure && !column.error && (
        <p className={styles.empty}>
          {body && body.bytes > 0 && body.text === undefined
            ? `The body is no text (${formatSize(body.bytes)}). Raw in Traffic has its bytes.`
            : 'The answer has no body.'}
        </p>
      )}
    </>
  );
}

/** The answer of one instance. */
export function AnswerPane(props: AnswerPaneProps) {
  const { column } = props;
  const { go } = useApp();
  const { cancel } = useComposerActions();
  const { row, detail, error } = column;
  const name = instanceNameOf(column);
  const settled = isSettled(column);
  return (
    <section className={styles.pane} aria-label={`Answer of ${columnNameOf(column)}`} aria-busy={!settled}>
      <div className={styles.paneHead}>
        <InstanceBadge instanceId={column.instanceId} name={name} />
        <Facts row={row} />
        {!settled && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void cancel(column.ref)}
            aria-label={`Cancel ${name}`}
          >
            Cancel
          </Button>
        )}
        <ActionIcon
          aria-label={`Open exchange ${String(column.ref.number)} in Traffic`}
          data-tip={`Open exchange ${String(column.ref.number)} in Traffic`}
          onClick={() => {
            go({ screen: 'traffic', select: column.ref });
          }}
        >
          <IconExternalLink size={14} />
        </ActionIcon>
      </div>
      <ConversationLine column={column} />
      {error && (
        <div className={styles.note}>
          <Sentence meaning="fault">{error.message}</Sentence>
        </div>
      )}
      {detail?.failure && (
        <div className={styles.note}>
          <Sentence meaning="fault">{detail.failure.message}</Sentence>
        </div>
      )}
      {detail?.trustedDespite !== undefined && (
        <div className={styles.note}>
          <Sentence meaning="warning">{detail.trustedDespite}</Sentence>
        </div>
      )}
      {detail ? <AnswerBody {...props} /> : !error && <AnswerProgress column={column} />}
    </section>
  );
}
