import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { JsonValue } from '../../shared/model/draft.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { formatSize } from '../ui/format.ts';
import { useComposer, useComposerActions } from './composer-context.ts';
import { parseText } from '../ui/json-text.ts';
import { LineEditor } from './line-editor.tsx';
import { bodyLines, type BodyLine, type Pointed } from './preview-body.ts';
import { UndoButton } from './undo-button.tsx';
import styles from './preview-column.module.css';
import { dropMeta, replaceBody, setMeta, undoMeta } from './tamper.ts';

interface BodyPreviewProps {
  readonly preview: RequestPreview;
  readonly built: RequestPreview;
  /** Pointers that belong to what is pointed at elsewhere. */
  readonly linked: readonly string[];
  readonly onPoint: (pointed: Pointed | undefined) => void;
}

/** What was written for a `_meta` key: JSON where it is JSON, else the text itself. */
function metaValue(text: string): JsonValue {
  const parsed = parseText(text);
  return parsed.ok ? parsed.value : text;
}

function tokenKind(text: string): string {
  if (text.startsWith('"')) return 'string';
  return /^[-\d]/.test(text) ? 'number' : /^[a-z]/.test(text) ? 'atom' : 'bracket';
}

interface LineProps {
  readonly line: BodyLine;
  readonly linked: boolean;
  readonly onPoint: (pointed: Pointed | undefined) => void;
}

function MetaControls({ line, onEdit }: { readonly line: BodyLine; readonly onEdit: () => void }) {
  const { setTamper } = useComposerActions();
  const key = line.metaKey ?? '';
  return (
    <span className={styles.controls}>
      {line.mark !== 'dropped' && (
        <>
          <ActionIcon aria-label={`Change ${key}`} data-tip={`Change ${key}`} onClick={onEdit}>
            <IconPencil size={14} />
          </ActionIcon>
          <ActionIcon
            aria-label={`Drop ${key}`}
            data-tip={`Drop ${key}`}
            onClick={() => {
              setTamper((own) => (line.mark === 'added' ? undoMeta(own, key) : dropMeta(own, key)));
            }}
          >
            <IconX size={14} />
          </ActionIcon>
        </>
      )}
      {line.mark && (
        <UndoButton
          what={key}
          onUndo={() => {
            setTamper((own) => undoMeta(own, key));
          }}
        />
      )}
    </span>
  );
}

function BodyRow({ line, linked, onPoint }: LineProps) {
  const [editing, setEditing] = useState(false);
  const { setTamper } = useComposerActions();
  const point = (): void => {
    onPoint({ pointer: line.pointer });
  };
  if (editing && line.metaKey !== undefined) {
    const key = line.metaKey;
    return (
      <div style={{ paddingLeft: line.depth * 14 }}>
        <LineEditor
          name={key}
          value={line.text}
          what="_meta key"
          nameFixed
          onCancel={() => {
            setEditing(false);
          }}
          onDone={(_name, value) => {
            setEditing(false);
            if (value !== line.text) setTamper((own) => setMeta(own, key, metaValue(value)));
          }}
        />
      </div>
    );
  }
  return (
    <div
      className={styles.line}
      data-mark={line.mark}
      data-linked={linked || undefined}
      data-pointer={line.pointer}
      {...(line.metaKey !== undefined && {
        role: 'group',
        'aria-label': `${line.metaKey}: ${line.text}${line.mark ? `, ${line.mark}` : ''}`,
      })}
      onMouseEnter={point}
      onFocus={point}
    >
      <span className={styles.text} style={{ paddingLeft: line.depth * 14 }}>
        {line.name !== undefined && <span className={styles.name}>{JSON.stringify(line.name)}</span>}
        {line.name !== undefined && <span className={styles.colon}>: </span>}
        <span className={styles.value} data-type={tokenKind(line.text)}>
          {line.text}
        </span>
        {line.comma && <span className={styles.colon}>,</span>}
      </span>
      {line.mark && <span className={styles.markWord}>{line.mark}</span>}
      {line.metaKey !== undefined && (
        <MetaControls
          line={line}
          onEdit={() => {
            setEditing(true);
          }}
        />
      )}
    </div>
  );
}

function AddMeta() {
  const [adding, setAdding] = useState(false);
  const { setTamper } = useComposerActions();
  if (!adding) {
    return (
      <button
        type="button"
        className={styles.add}
        onClick={() => {
          setAdding(true);
        }}
      >
        <IconPlus size={12} /> Add a _meta key
      </button>
    );
  }
  return (
    <LineEditor
      name=""
      value=""
      what="new _meta key"
      onCancel={() => {
        setAdding(false);
      }}
      onDone={(name, value) => {
        setAdding(false);
        setTamper((own) => setMeta(own, name, metaValue(value)));
      }}
    />
  );
}

/** The exact body in one field; what is changed there replaces the body byte for byte. */
function ExactBody({ body }: { readonly body: string }) {
  const replaced = useComposer((state) => state.tamper.body);
  const { setTamper } = useComposerActions();
  return (
    <textarea
      className={styles.exact}
      aria-label="Exact body"
      data-mark={replaced === undefined ? undefined : 'changed'}
      value={replaced ?? body}
      spellCheck={false}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setTamper((own) => replaceBody(own, value));
      }}
    />
  );
}

/** The body: drawn line by line with its origins, or exactly as it will leave. */
export function BodyPreview({ preview, built, linked, onPoint }: BodyPreviewProps) {
  const tamper = useComposer((state) => state.tamper);
  const { setTamper } = useComposerActions();
  const [view, setView] = useState('pretty');
  const lines = useMemo(() => bodyLines(preview.body, built.body, tamper), [preview, built, tamper]);
  const replaced = tamper.body !== undefined;
  const bytes = useMemo(() => new TextEncoder().encode(preview.body).length, [preview.body]);
  const exact = view === 'exact' || !lines;
  return (
    <div className={styles.block}>
      <div className={styles.bodyHead}>
        <span>Body</span>
        <span className={styles.bodySize}>{formatSize(bytes)}</span>
        {replaced && (
          <>
            <span className={styles.markWord} data-on>
              replaced
            </span>
            <UndoButton
              what="the body"
              onUndo={() => {
                setTamper((own) => replaceBody(own, undefined));
              }}
            />
          </>
        )}
        <SegmentedControl
          size="xs"
          className={styles.bodyView}
          aria-label="How the body is shown"
          value={exact ? 'exact' : view}
          onChange={setView}
          data={[
            { value: 'pretty', label: 'Pretty', disabled: !lines },
            { value: 'exact', label: 'Exact' },
          ]}
        />
      </div>
      {exact ? (
        <ExactBody body={preview.body} />
      ) : (
        <div className={styles.lines} role="group" aria-label="Request body">
          {lines.map((line) => (
            <BodyRow
              key={`${line.pointer}${line.closing ? ' end' : ''}${line.mark === 'dropped' ? ' dropped' : ''}`}
              line={line}
              linked={linked.includes(line.pointer) && line.closing !== true}
              onPoint={onPoint}
            />
          ))}
        </div>
      )}
      {!exact && !replaced && <AddMeta />}
    </div>
  );
}
