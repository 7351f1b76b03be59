import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { InputRequest, Root } from '../../../shared/model/input.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { RootsForm } from '../client-forms/roots-form.tsx';
import { parseObject, prettyJson } from '../json-text.ts';
import styles from './answer-panel.module.css';
import { ElicitationContent } from './elicitation-content.tsx';
import { actionOf, inView, type InputDraft } from './input-draft.ts';
import { PlainSentence } from './plain-sentence.tsx';
import { SamplingFields, SamplingRequest } from './sampling-answer.tsx';
import { UrlAnswer } from './url-answer.tsx';

interface RequestAnswerProps {
  readonly request: InputRequest;
  /** The key under which the server asked for it, where it asked for several things. */
  readonly name?: string;
  /** The instance that asks. */
  readonly asker: string;
  /** What can be done instead of answering: refuse with an error (legacy), or leave it out (modern). */
  readonly instead: 'refuse' | 'leave-out';
  readonly draft: InputDraft;
  readonly onChange: (draft: InputDraft) => void;
}

const ACTIONS = [
  { value: 'accept', label: 'Accept' },
  { value: 'decline', label: 'Decline' },
  { value: 'cancel', label: 'Cancel' },
];

/** Answer, or what can be done instead. */
function Choice({ request, name, instead, draft, onChange }: RequestAnswerProps) {
  const label = `What becomes of ${name ?? request.method}`;
  const isElicitation = draft.form === 'form' || draft.form === 'url';
  const chosen = draft.give === 'answer' ? (isElicitation ? (actionOf(draft) ?? '') : 'answer') : draft.give;
  const last =
    instead === 'refuse'
      ? { value: 'refuse', label: isElicitation ? 'Error' : 'Reject' }
      : { value: 'leave-out', label: 'Leave out' };
  return (
    <SegmentedControl
      aria-label={label}
      size="xs"
      value={chosen}
      data={[...(isElicitation ? ACTIONS : [{ value: 'answer', label: 'Answer' }]), last]}
      onChange={(value) => {
        if (value === 'refuse' || value === 'leave-out') onChange({ ...draft, give: value });
        else if (!isElicitation) onChange({ ...draft, give: 'answer' });
        else {
          const result = { ...draft.result, action: value };
          onChange({ ...draft, give: 'answer', result, text: withAction(draft.text, value) });
        }
      }}
    />
  );
}

/** The same JSON with this action, where it is JSON. */
function withAction(text: string, action: string): string {
  const parsed = parseObject(text, '');
  return parsed.ok ? prettyJson({ ...parsed.value, action }) : text;
}

function stringAt(params: JsonObject, key: string): string | undefined {
  const value = params[key];
  return typeof value === 'string' ? value : undefined;
}

/** The roots in a result, as far as they are ones that the list can show. */
function rootsOf(value: JsonValue | undefined): readonly Root[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const roots: Root[] = [];
  for (const root of value as readonly JsonValue[]) {
    if (!isJsonObject(root) || typeof root['uri'] !== 'string') return undefined;
    roots.push({ uri: root['uri'], ...(typeof root['name'] === 'string' && { name: root['name'] }) });
  }
  return roots;
}

function FormView({ request, asker, draft, onChange }: RequestAnswerProps) {
  const set = (result: JsonObject): void => {
    onChange({ ...draft, result });
  };
  switch (draft.form) {
    case 'form':
      return actionOf(draft) === 'accept' ? (
        <ElicitationContent
          schema={request.params['requestedSchema']}
          content={draft.result['content']}
          onChange={(content) => {
            set({ ...draft.result, content });
          }}
        />
      ) : (
        <p className={styles.muted}>Nothing of the form is sent.</p>
      );
    case 'url':
      return (
        <UrlAnswer
          url={stringAt(request.params, 'url') ?? ''}
          asker={asker}
          onOpened={() => {
            set({ ...draft.result, action: 'accept' });
          }}
        />
      );
    case 'sampling':
      return <SamplingFields result={draft.result} onChange={set} />;
    case 'roots': {
      const roots = rootsOf(draft.result['roots']);
      return roots === undefined ? (
        <p className={styles.muted}>This answer is no list of roots: edit it as JSON.</p>
      ) : (
        <RootsForm
          value={roots}
          onChange={(next) => {
            set({ ...draft.result, roots: next.map((root) => ({ ...root })) });
          }}
        />
      );
    }
    case 'unknown':
      return null;
  }
}

function Refusal({ draft, onChange }: RequestAnswerProps) {
  const { code, message } = draft.refusal;
  return (
    <div className={styles.line}>
      <span className={styles.muted}>Sent as JSON-RPC error {code}:</span>
      <TextInput
        style={{ flex: '1 1 220px' }}
        aria-label="Message of the error"
        value={message}
        onChange={(event) => {
          onChange({ ...draft, refusal: { code, message: event.currentTarget.value } });
        }}
      />
    </div>
  );
}

function Answer(props: RequestAnswerProps) {
  const { draft, onChange } = props;
  if (draft.give === 'leave-out') {
    return <p className={styles.muted}>No answer is sent under this key.</p>;
  }
  if (draft.give === 'refuse') return <Refusal {...props} />;
  if (draft.view === 'form') return <FormView {...props} />;
  const parsed = parseObject(draft.text, 'The answer');
  return (
    <Textarea
      aria-label="Answer as JSON"
      size="xs"
      autosize
      minRows={3}
      maxRows={16}
      value={draft.text}
      error={parsed.ok ? undefined : parsed.problem}
      spellCheck={false}
      classNames={{ input: styles.mono }}
      onChange={(event) => {
        onChange({ ...draft, text: event.currentTarget.value });
      }}
    />
  );
}

/** One thing that a server asks for: what it says, and the answer, as a form or as JSON. */
export function RequestAnswer(props: RequestAnswerProps) {
  const { request, name, draft, onChange } = props;
  const [problem, setProblem] = useState<string>();
  const message = stringAt(request.params, 'message');
  const known = draft.form !== 'unknown';
  return (
    <div className={styles.request} role="group" aria-label={name ?? request.method}>
      <div className={styles.requestHead}>
        <span className={styles.method}>{request.method === '' ? 'no method' : request.method}</span>
        {name !== undefined && <span className={styles.key}>{name}</span>}
        <span className={styles.gap} />
        <Choice {...props} />
        {known && draft.give === 'answer' && (
          <SegmentedControl
            aria-label="How the answer is written"
            size="xs"
            value={draft.view}
            data={[
              { value: 'form', label: 'Form' },
              { value: 'json', label: 'JSON' },
            ]}
            onChange={(value) => {
              const next = inView(draft, value === 'json' ? 'json' : 'form');
              setProblem(next.ok ? undefined : next.problem);
              if (next.ok) onChange(next.draft);
            }}
          />
        )}
      </div>
      {message !== undefined && <p className={styles.message}>{message}</p>}
      {draft.form === 'sampling' && <SamplingRequest params={request.params} />}
      {!known && (
        <PlainSentence meaning="note">
          Hopscope does not know this request: answer it as JSON, or not at all.
        </PlainSentence>
      )}
      <Answer {...props} />
      {problem !== undefined && draft.view === 'json' && (
        <PlainSentence meaning="fault">{problem} The form cannot show it.</PlainSentence>
      )}
      <details className={styles.asked}>
        <summary>What was asked, as JSON</summary>
        <pre tabIndex={0}>{prettyJson({ method: request.method, params: request.params })}</pre>
      </details>
    </div>
  );
}
