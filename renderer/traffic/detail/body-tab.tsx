import { ActionIcon, Button, Progress, SegmentedControl } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { BodyView, ExchangeDetail } from '../../../shared/model/exchange.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import { isManyMessages } from '../../ui/answer-text.ts';
import { CodeEditor } from '../../ui/code-editor.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatSize } from '../../ui/format.ts';
import { anchorNotes, NO_NOTES, type AnchoredNote, type JsonNotes } from '../../ui/json-notes.ts';
import { JsonTree } from '../../ui/json-tree.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import type { ExchangeNotes } from '../findings/exchange-notes.ts';
import { isTooDeepForEditor, LAYOUT_LIMIT, layOutJson, looksLikeJson } from '../../ui/body-text.ts';
import styles from './detail.module.css';
import { useFullBody, useStreamAnswer, type BodySide, type FullBody } from './use-body-text.ts';

/** The most characters that the editor is given: beyond, Raw shows the text page by page. */
const EDITOR_LIMIT = 5_000_000;

type Mode = 'tree' | 'text';

interface TextViewProps {
  readonly text: string;
  readonly json: boolean;
  readonly label: string;
  readonly notes: JsonNotes;
  readonly reveal?: string;
}

/** Notes at their places in the text as it is laid out, and the place of `reveal`. */
function usePlacedNotes(
  text: string,
  notes: JsonNotes,
  reveal: string | undefined,
): { readonly placed: readonly AnchoredNote[]; readonly at: number | undefined } {
  const placed = useMemo(() => anchorNotes(text, notes), [text, notes]);
  const at = useMemo(() => {
    if (reveal === undefined) return undefined;
    return anchorNotes(text, new Map([[reveal, { meaning: 'note', text: '' }]]))[0]?.start;
  }, [text, reveal]);
  return { placed, at };
}

function TextView({ text, json, label, notes, reveal }: TextViewProps) {
  const shown = useMemo(() => (json && text.length <= LAYOUT_LIMIT ? layOutJson(text) : text), [text, json]);
  const isTooLong = text.length > EDITOR_LIMIT;
  const coloured = useMemo(() => json && !isTooLong && !isTooDeepForEditor(text), [text, json, isTooLong]);
  const { placed, at } = usePlacedNotes(shown, json ? notes : NO_NOTES, json ? reveal : undefined);
  if (isTooLong) {
    return (
      <EmptyState title="Too large for one piece of text">
        {formatSize(text.length)} of text. The tree shows it, and so does Raw, page by page.
      </EmptyState>
    );
  }
  return (
    <CodeEditor
      value={shown}
      language={coloured ? 'json' : 'plaintext'}
      readOnly
      ariaLabel={label}
      notes={placed}
      {...(at !== undefined && { reveal: at })}
    />
  );
}

interface TextBodyProps {
  readonly text: string;
  readonly json: boolean;
  readonly label: string;
  /** Said in the bar. */
  readonly note: string;
  /** What is to be said of values of it. */
  readonly notes?: JsonNotes | undefined;
  /** JSON pointer that the tree opens the way to. */
  readonly reveal?: string;
}

/** A body that is text, as a tree or as text. */
function TextBody({ text, json, label, note, notes = NO_NOTES, reveal }: TextBodyProps) {
  const [wanted, setWanted] = useState<Mode>('tree');
  const mode = json ? wanted : 'text';
  const [isFinding, setFinding] = useState(false);
  const anchored = useMemo(
    () => new Map(json ? anchorNotes(text, notes).map((entry) => [entry.pointer, entry]) : []),
    [text, json, notes],
  );
  return (
    <>
      <div className={styles.bar}>
        {json && (
          <SegmentedControl
            className={styles.switch}
            aria-label="Shown as"
            value={mode}
            data={[
              { value: 'tree', label: 'Tree' },
              { value: 'text', label: 'Text' },
            ]}
            onChange={(value) => {
              setWanted(value === 'text' ? 'text' : 'tree');
            }}
          />
        )}
        <span className={styles.barNote} data-tip={note}>
          {note}
        </span>
        <span className={styles.gap} />
        {mode === 'tree' && (
          <ActionIcon
            aria-label={`Find in ${label.toLowerCase()}`}
            aria-pressed={isFinding}
            data-tip="Find"
            onClick={() => {
              setFinding(!isFinding);
            }}
          >
            <IconSearch size={14} />
          </ActionIcon>
        )}
        <CopyButton text={text} what={label.toLowerCase()} />
      </div>
      <div className={styles.fill}>
        {mode === 'tree' ? (
          <JsonTree
            text={text}
            ariaLabel={label}
            notes={anchored}
            finding={{ isOpen: isFinding, setOpen: setFinding }}
            {...(reveal !== undefined && { reveal })}
          />
        ) : (
          <TextView
            text={text}
            json={json}
            label={label}
            notes={notes}
            {...(reveal !== undefined && { reveal })}
          />
        )}
      </div>
    </>
  );
}

/** A body of which only the beginning is here: nothing heavy is shown until it is asked for. */
function LargeBody({
  body,
  full,
  beginning,
}: {
  readonly body: BodyView;
  readonly full: FullBody;
  readonly beginning: string;
}) {
  return (
    <>
      <div className={styles.notice} role="status">
        <MeaningMark meaning="note" />
        <span>{formatSize(body.bytes)}: this is the beginning. Raw shows every byte, page by page.</span>
        {full.progress === undefined ? (
          <Button onClick={full.load}>Open all of it</Button>
        ) : (
          <>
            <Progress value={full.progress * 100} w={120} aria-label="Fetched" transitionDuration={0} />
            <Button onClick={full.stop}>Stop</Button>
          </>
        )}
        {full.problem !== undefined && (
          <span role="alert">
            <MeaningMark meaning="fault" /> {full.problem}
          </span>
        )}
      </div>
      <div className={styles.scroll}>
        <pre className={styles.preview}>{beginning.slice(0, BEGINNING)}</pre>
      </div>
    </>
  );
}

/** Characters shown of a body that is not here in full. */
const BEGINNING = 20_000;

function noteOf(body: BodyView, contentType: string | undefined, overHttp: boolean): string {
  const parts = [formatSize(body.bytes)];
  if (overHttp) parts.push(contentType ?? 'no Content-Type');
  if (body.decodedFrom !== undefined) parts.push(`decoded from ${body.decodedFrom}`);
  return parts.join(' · ');
}

interface BodyTabProps {
  readonly side: BodySide;
  readonly detail: ExchangeDetail;
  /** What the findings say of the parts of the exchange. */
  readonly notes: ExchangeNotes;
  /** JSON pointer to point out. */
  readonly reveal?: string;
}

function StreamBody({
  detail,
  label,
  note,
  notes,
  ...place
}: Pick<BodyTabProps, 'detail' | 'notes' | 'reveal'> & {
  readonly label: string;
  readonly note: string;
}) {
  const answer = useStreamAnswer(detail, true);
  if (!answer) return null;
  if (answer.problem !== undefined) {
    return (
      <p className={styles.problem} role="alert">
        <MeaningMark meaning="fault" /> {answer.problem}
      </p>
    );
  }
  if (answer.text === undefined || !answer.event) {
    return (
      <EmptyState
        title={
          detail.row.state === 'open' ? 'The answer is not here yet' : 'The stream ended without an answer'
        }
      >
        {formatCount(answer.total)} events came so far; Stream shows them.
      </EmptyState>
    );
  }
  const others = answer.total - 1;
  const where =
    others > 0
      ? `event ${answer.event.index + 1} of ${formatCount(answer.total)}; Stream has the others`
      : '';
  const full = [note, where].filter(Boolean).join(' · ');
  const own = notes.events.get(answer.event.index);
  return <TextBody text={answer.text} json label={label} note={full} notes={own} {...place} />;
}

/** The body of the request or of the answer. */
export function BodyTab({ side, detail, notes, ...place }: BodyTabProps) {
  const message = side === 'request' ? detail.request : detail.response;
  const label = side === 'request' ? 'Request body' : 'Answer body';
  const body = message?.body ?? { bytes: 0, truncated: false };
  const full = useFullBody(detail, side, body);
  const contentType = message && headerValue(message.headers, 'content-type');
  if (!message) {
    const open = detail.row.state === 'open';
    return (
      <EmptyState title={open ? 'No answer yet' : 'No answer came'}>
        {detail.failure?.message ?? (open ? 'It appears here as it arrives.' : '')}
      </EmptyState>
    );
  }
  if (body.bytes === 0)
    return (
      <EmptyState title="No body">
        {side === 'request' ? 'The request' : 'The answer'} has headers only.
      </EmptyState>
    );
  const note = noteOf(body, contentType, detail.row.transport !== 'stdio');
  if (side === 'response' && isManyMessages(detail))
    return <StreamBody detail={detail} label={label} note={note} notes={notes} {...place} />;
  const text = full.text ?? body.text;
  if (text === undefined) {
    return <EmptyState title="Binary">{note}. Raw shows it byte by byte.</EmptyState>;
  }
  if (body.truncated && full.text === undefined)
    return <LargeBody body={body} full={full} beginning={text} />;
  return (
    <>
      {body.cutAtLimit === true && (
        <div className={styles.notice}>
          <MeaningMark meaning="warning" /> A limit of Hopscope was reached: the rest was never read.
        </div>
      )}
      <TextBody
        text={text}
        json={looksLikeJson(text, contentType)}
        label={label}
        note={note}
        notes={side === 'request' ? notes.request : notes.events.get(0)}
        {...place}
      />
    </>
  );
}
