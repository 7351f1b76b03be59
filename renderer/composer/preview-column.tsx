import { Autocomplete, Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { NO_TAMPER } from '../../shared/model/draft.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { LEGACY_REVISIONS, MODERN_REVISION } from '../../shared/spec/modern.ts';
import { useEngine } from '../ui/app-context.ts';
import { BadgeLetter, useInstanceIdentities } from '../ui/instance-badge.tsx';
import { BodyPreview } from './body-preview.tsx';
import { Column, Sentence } from './column.tsx';
import { composeDraft } from './compose-draft.ts';
import { useComposer, useComposerActions } from './composer-context.ts';
import type { ComposerState } from './composer-state.ts';
import { HeaderPreview } from './header-preview.tsx';
import { bodyOrigin, headerOrigin, pointerOfField, verdictOf, type Pointed } from './preview-body.ts';
import { selectPreviewInstance } from './preview-flow.ts';
import styles from './preview-column.module.css';
import { SendBar } from './send-bar.tsx';
import { tamperCount } from './tamper.ts';
import { useChosenEra } from './use-chosen-era.ts';

/** Which instance's request is shown, where several are chosen. */
function PreviewInstances() {
  const chosen = useComposer((state) => state.instanceIds);
  const shown = useComposer(selectPreviewInstance);
  const instances = useEngine((state) => state.workspace?.instances);
  const identities = useInstanceIdentities();
  const { showPreviewOf } = useComposerActions();
  if (chosen.length < 2) return null;
  return (
    <div className={styles.whose} role="group" aria-label="Instance of the preview">
      {chosen.map((id) => {
        const name = instances?.find((instance) => instance.id === id)?.name ?? id;
        return (
          <button
            key={id}
            type="button"
            aria-pressed={id === shown}
            aria-label={`Show the request for ${name}`}
            data-tip={`Show the request for ${name}`}
            onClick={() => {
              showPreviewOf(id);
            }}
          >
            <BadgeLetter identity={identities.get(id)} name={name} />
          </button>
        );
      })}
    </div>
  );
}

function RevisionField() {
  const revision = useComposer((state) => state.revision);
  const { setRevision } = useComposerActions();
  const { era } = useChosenEra();
  // The session's own is sent: a choice here would change nothing.
  if (era === 'legacy') {
    return (
      <span className={styles.agreed} data-tip="In the legacy era the revision is agreed on by initialize">
        revision as agreed on
      </span>
    );
  }
  const other = revision !== MODERN_REVISION;
  return (
    <div className={styles.revision} data-mark={other ? 'changed' : undefined}>
      <Autocomplete
        size="xs"
        role="combobox"
        aria-label="Revision"
        data={[MODERN_REVISION, ...LEGACY_REVISIONS]}
        value={revision}
        onChange={setRevision}
        filter={({ options }) => options}
        comboboxProps={{ transitionProps: { duration: 0 }, width: 140, position: 'bottom-end' }}
        spellCheck={false}
        classNames={{ input: styles.mono, option: styles.mono }}
        {...(other && { 'data-tip': 'Another revision than 2026-07-28 is sent on purpose' })}
      />
    </div>
  );
}

/** The sentence at the foot: where the value under the pointer came from, and what the header mirrors. */
function OriginLine({
  preview,
  pointed,
}: {
  readonly preview: RequestPreview;
  readonly pointed: Pointed | undefined;
}) {
  if (!pointed) return <div className={styles.origin}>Point at a line to see where its value came from.</div>;
  const isHeader = 'header' in pointed;
  const origin = isHeader
    ? headerOrigin(preview.origins, pointed.header)
    : bodyOrigin(preview.origins, pointed.pointer);
  const verdict = isHeader ? verdictOf(preview.routing, pointed.header) : undefined;
  const name = isHeader ? pointed.header : pointed.pointer || 'the body';
  return (
    <div className={styles.origin} data-kind={origin?.kind} role="status" aria-label="Origin of the value">
      <span className={styles.originName}>{name}</span>
      <span className={styles.originArrow} aria-hidden="true">
        ←
      </span>
      <span className={styles.originText}>
        {origin?.origin ?? 'part of every request'}
        {verdict && ` · ${verdict.note}`}
      </span>
    </div>
  );
}

/** The places in headers and body that belong to what is pointed at. */
function linkedTo(
  preview: RequestPreview,
  pointed: Pointed | undefined,
): { headers: string[]; pointers: string[] } {
  if (!pointed) return { headers: [], pointers: [] };
  if ('header' in pointed) {
    const field = verdictOf(preview.routing, pointed.header)?.field;
    return { headers: [], pointers: field === undefined ? [] : [pointerOfField(field)] };
  }
  const headers = preview.routing
    .filter((line) => line.field !== undefined && pointerOfField(line.field) === pointed.pointer)
    .map((line) => line.header.toLowerCase());
  return { headers, pointers: [] };
}

function Request({ preview, built }: { readonly preview: RequestPreview; readonly built: RequestPreview }) {
  const [pointed, setPointed] = useState<Pointed>();
  const linked = useMemo(() => linkedTo(preview, pointed), [preview, pointed]);
  const overHttp = preview.httpMethod !== '';
  const target = URL.canParse(preview.url) ? new URL(preview.url) : undefined;
  return (
    <>
      <div
        className={styles.request}
        onMouseLeave={() => {
          setPointed(undefined);
        }}
      >
        <div className={styles.requestLine} data-tip={preview.url}>
          {overHttp
            ? `${preview.httpMethod} ${target ? `${target.pathname}${target.search}` : preview.url} HTTP/1.1`
            : 'One line to the standard input of the process; there are no headers'}
        </div>
        {overHttp && (
          <HeaderPreview preview={preview} built={built} linked={linked.headers} onPoint={setPointed} />
        )}
        <BodyPreview preview={preview} built={built} linked={linked.pointers} onPoint={setPointed} />
      </div>
      <OriginLine preview={preview} pointed={pointed} />
    </>
  );
}

function selectBlocked(state: ComposerState): boolean {
  return !composeDraft(state).ok;
}

/** The third column: the exact request, and the means to tamper with each of its lines. */
export function PreviewColumn() {
  const { state, preview, built, problem } = useComposer((own) => own.preview);
  const tampered = useComposer((own) => tamperCount(own.tamper));
  const blocked = useComposer(selectBlocked);
  const hasInstance = useComposer((own) => own.instanceIds.length > 0);
  const { setTamper } = useComposerActions();
  return (
    <Column
      title="What will leave"
      about={
        tampered > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            c="var(--hs-warning)"
            leftSection={<IconArrowBackUp size={14} />}
            onClick={() => {
              setTamper(() => NO_TAMPER);
            }}
          >
            {tampered === 1 ? 'Undo 1 change' : `Undo all ${String(tampered)} changes`}
          </Button>
        )
      }
      tools={
        <>
          <PreviewInstances />
          <RevisionField />
        </>
      }
    >
      {preview && built && <Request preview={preview} built={built} />}
      {!preview && (
        <div className={styles.nothing}>
          {state === 'failed' && <Sentence meaning="fault">{problem}</Sentence>}
          {!hasInstance && <Sentence meaning="note">Choose an instance to see the request for it.</Sentence>}
          {hasInstance && blocked && state !== 'failed' && (
            <Sentence meaning="note">
              The request is shown here as soon as it can be built. What is missing stands below.
            </Sentence>
          )}
        </div>
      )}
      {preview && preview.problems.length > 0 && (
        <div className={styles.problems}>
          {preview.problems.map((own) => (
            <Sentence key={own} meaning="fault">
              {own}
            </Sentence>
          ))}
        </div>
      )}
      <SendBar />
    </Column>
  );
}
