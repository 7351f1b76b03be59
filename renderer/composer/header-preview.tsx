import { ActionIcon } from '@mantine/core';
import { IconPencil, IconPlus, IconSquarePlus2, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { RoutingLine } from '../../shared/model/exchange.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { Meaning } from '../ui/palette.ts';
import { useComposer, useComposerActions } from './composer-context.ts';
import { LineEditor } from './line-editor.tsx';
import { UndoButton } from './undo-button.tsx';
import { verdictOf, type Pointed } from './preview-body.ts';
import styles from './preview-column.module.css';
import {
  addHeader,
  changeHeader,
  dropHeader,
  duplicateHeader,
  headerLines,
  undoHeader,
  type HeaderLine,
} from './tamper.ts';

interface HeaderPreviewProps {
  readonly preview: RequestPreview;
  readonly built: RequestPreview;
  /** Names in lower case that belong to what is pointed at elsewhere. */
  readonly linked: readonly string[];
  readonly onPoint: (pointed: Pointed | undefined) => void;
}

const VERDICT_MEANING: Readonly<Record<RoutingLine['verdict'], Meaning | undefined>> = {
  match: 'fine',
  mismatch: 'fault',
  missing: 'fault',
  invalid: 'fault',
  'not-needed': undefined,
};

function Verdict({ line }: { readonly line: RoutingLine | undefined }) {
  const meaning = line && VERDICT_MEANING[line.verdict];
  if (!line || !meaning) return null;
  return <MeaningMark meaning={meaning} label={`${line.verdict}: ${line.note}`} size={12} />;
}

interface LineProps {
  readonly line: HeaderLine;
  readonly verdict: RoutingLine | undefined;
  readonly linked: boolean;
  readonly onPoint: (pointed: Pointed | undefined) => void;
}

function Controls({ line, onEdit }: { readonly line: HeaderLine; readonly onEdit: () => void }) {
  const { setTamper } = useComposerActions();
  const dropped = line.mark === 'dropped';
  return (
    <span className={styles.controls}>
      {!dropped && (
        <>
          <ActionIcon aria-label={`Change ${line.name}`} data-tip={`Change ${line.name}`} onClick={onEdit}>
            <IconPencil size={14} />
          </ActionIcon>
          <ActionIcon
            aria-label={`Duplicate ${line.name}`}
            data-tip={`Duplicate ${line.name}`}
            onClick={() => {
              setTamper((own) => duplicateHeader(own, line));
            }}
          >
            <IconSquarePlus2 size={14} />
          </ActionIcon>
          <ActionIcon
            aria-label={`Drop ${line.name}`}
            data-tip={`Drop ${line.name}`}
            onClick={() => {
              setTamper((own) => dropHeader(own, line));
            }}
          >
            <IconX size={14} />
          </ActionIcon>
        </>
      )}
      {line.mark && (
        <UndoButton
          what={line.name}
          onUndo={() => {
            setTamper((own) => undoHeader(own, line));
          }}
        />
      )}
    </span>
  );
}

function Header({ line, verdict, linked, onPoint }: LineProps) {
  const [editing, setEditing] = useState(false);
  const { setTamper } = useComposerActions();
  const point = (): void => {
    onPoint({ header: line.name });
  };
  if (editing) {
    return (
      <LineEditor
        name={line.name}
        value={line.value}
        what="header"
        onCancel={() => {
          setEditing(false);
        }}
        onDone={(name, value) => {
          setEditing(false);
          if (name !== line.name || value !== line.value)
            setTamper((own) => changeHeader(own, line, { name, value }));
        }}
      />
    );
  }
  const dropped = line.mark === 'dropped';
  return (
    <li
      className={styles.line}
      data-mark={line.mark}
      data-linked={linked || undefined}
      aria-label={`${line.name}: ${line.value}${line.mark ? `, ${line.mark}` : ''}`}
      onMouseEnter={point}
      onFocus={point}
    >
      <span
        className={styles.text}
        onDoubleClick={() => {
          if (!dropped) setEditing(true);
        }}
      >
        <span className={styles.name}>{line.name}</span>
        <span className={styles.colon}>: </span>
        <span className={styles.value}>{line.value}</span>
        {line.was !== undefined && <span className={styles.was}>was {line.was}</span>}
      </span>
      {line.mark && <span className={styles.markWord}>{line.mark}</span>}
      <Controls
        line={line}
        onEdit={() => {
          setEditing(true);
        }}
      />
      <span className={styles.verdict}>
        <Verdict line={verdict} />
      </span>
    </li>
  );
}

/** Headers that should be there and are neither sent nor shown as dropped. */
function missingOf(routing: readonly RoutingLine[], lines: readonly HeaderLine[]): readonly RoutingLine[] {
  const shown = new Set(lines.map((line) => line.name.toLowerCase()));
  return routing.filter((line) => line.verdict === 'missing' && !shown.has(line.header.toLowerCase()));
}

/** The header lines in wire order, each with its verdict and the controls that tamper with it. */
export function HeaderPreview({ preview, built, linked, onPoint }: HeaderPreviewProps) {
  const tamper = useComposer((state) => state.tamper);
  const { setTamper } = useComposerActions();
  const [adding, setAdding] = useState(false);
  const lines = useMemo(() => headerLines(preview.headers, built.headers, tamper), [preview, built, tamper]);
  return (
    <div className={styles.block}>
      <ul className={styles.lines} aria-label="Request headers">
        {lines.map((line) => (
          <Header
            key={line.key}
            line={line}
            verdict={verdictOf(preview.routing, line.name)}
            linked={linked.includes(line.name.toLowerCase())}
            onPoint={onPoint}
          />
        ))}
        {missingOf(preview.routing, lines).map((line) => (
          <li key={line.header} className={styles.line} aria-label={`${line.header} is missing`}>
            <span className={styles.text}>
              <span className={styles.missing}>{line.header}</span>
              <span className={styles.was}>missing: {line.note}</span>
            </span>
            <span className={styles.verdict}>
              <Verdict line={line} />
            </span>
          </li>
        ))}
      </ul>
      {adding ? (
        <LineEditor
          name=""
          value=""
          what="new header"
          onCancel={() => {
            setAdding(false);
          }}
          onDone={(name, value) => {
            setAdding(false);
            setTamper((own) => addHeader(own, name, value));
          }}
        />
      ) : (
        <button
          type="button"
          className={styles.add}
          onClick={() => {
            setAdding(true);
          }}
        >
          <IconPlus size={12} /> Add a header
        </button>
      )}
    </div>
  );
}
