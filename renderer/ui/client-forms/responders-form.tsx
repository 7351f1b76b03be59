import { NativeSelect, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { INPUT_KINDS, type InputKind, type Responder, type Responders } from '../../../shared/model/input.ts';
import { parseObject, prettyJson } from '../json-text.ts';
import styles from './client-forms.module.css';
import { cannedStart, modeWords, RESPONDER_MODES, withResponder } from './responder-words.ts';

interface RespondersFormProps {
  /** A kind that is left out: as `inherited` says. */
  readonly value: Responders;
  /** Given where this replaces the workspace's responders: it is then what a kind that is left out does. */
  readonly inherited?: Responders;
  readonly onChange: (value: Responders) => void;
}

const TITLES: Readonly<Record<InputKind, string>> = {
  elicitation: 'Elicitation',
  sampling: 'Sampling',
  roots: 'Roots',
};

/** The canned answer as JSON. What is no JSON yet stays as it is written; the last good answer holds. */
function Canned({
  kind,
  responder,
  onChange,
}: {
  readonly kind: InputKind;
  readonly responder: Extract<Responder, { mode: 'canned' }>;
  readonly onChange: (responder: Responder) => void;
}) {
  const [text, setText] = useState(() => prettyJson(responder.result));
  const parsed = parseObject(text, 'Canned answer');
  return (
    <Textarea
      size="xs"
      autosize
      minRows={2}
      maxRows={10}
      aria-label={`Canned answer to ${kind}`}
      value={text}
      error={parsed.ok ? undefined : `${parsed.problem} The last good answer holds.`}
      spellCheck={false}
      classNames={{ input: styles.mono }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const next = parseObject(event.currentTarget.value, '');
        if (next.ok) onChange({ mode: 'canned', result: next.value });
      }}
    />
  );
}

/** What happens by itself when a server asks for input: one choice a kind. */
export function RespondersForm({ value, inherited, onChange }: RespondersFormProps) {
  const id = useId();
  return (
    <div className={styles.form} role="group" aria-label="Automatic responders">
      {INPUT_KINDS.map((kind) => {
        const own = value[kind];
        return (
          <div key={kind} className={styles.responder}>
            <label htmlFor={`${id}-${kind}`}>{TITLES[kind]}</label>
            <NativeSelect
              id={`${id}-${kind}`}
              size="xs"
              value={own?.mode ?? (inherited ? '' : 'ask')}
              data={[
                ...(inherited
                  ? [{ value: '', label: `as the workspace (${modeWords(kind, inherited[kind])})` }]
                  : []),
                ...RESPONDER_MODES.map((mode) => ({ value: mode, label: modeWords(kind, { mode }) })),
              ]}
              onChange={(event) => {
                const mode = RESPONDER_MODES.find((known) => known === event.currentTarget.value);
                if (mode === undefined) onChange(withResponder(value, kind, undefined));
                else if (mode === 'canned') onChange(withResponder(value, kind, cannedStart(kind)));
                else onChange(withResponder(value, kind, { mode }));
              }}
            />
            {own?.mode === 'canned' && (
              <Canned
                kind={kind}
                responder={own}
                onChange={(responder) => {
                  onChange(withResponder(value, kind, responder));
                }}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
