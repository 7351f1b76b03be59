import { Autocomplete, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { JsonObject } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import styles from './answer-panel.module.css';
import { PlainSentence } from './plain-sentence.tsx';
import { modelWishes, plainText, talkLines } from './sampling-words.ts';

/** What the model would get: system prompt, wishes, and the talk so far. */
export function SamplingRequest({ params }: { readonly params: JsonObject }) {
  const wishes = modelWishes(params);
  const talk = talkLines(params);
  return (
    <>
      {wishes.length > 0 && (
        <div className={styles.fields} role="group" aria-label="What the model is asked for">
          {wishes.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <span className={styles.label}>{name}</span>
              <span className={styles.said}>{value}</span>
            </div>
          ))}
        </div>
      )}
      {talk.length === 0 ? (
        <PlainSentence meaning="warning">The request has no messages.</PlainSentence>
      ) : (
        <ol className={styles.talk} aria-label="Messages" tabIndex={0}>
          {talk.map(({ role, text }, index) => (
            <li key={index}>
              <span className={styles.role}>{role}</span>
              <p className={styles.said}>{text}</p>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

const STOP_REASONS = ['endTurn', 'stopSequence', 'maxTokens', 'toolUse'];

function textOf(result: JsonObject, key: string): string {
  const value = result[key];
  return typeof value === 'string' ? value : '';
}

interface SamplingFieldsProps {
  readonly result: JsonObject;
  readonly onChange: (result: JsonObject) => void;
}

/**
 * The model's answer, written by hand.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/sampling#creating-messages
 */
export function SamplingFields({ result, onChange }: SamplingFieldsProps) {
  const id = useId();
  const text = plainText(result);
  const set = (key: string, value: string): void => {
    if (value !== '') onChange({ ...result, [key]: value });
    else onChange(Object.fromEntries(Object.entries(result).filter(([own]) => own !== key)));
  };
  return (
    <div className={styles.fields} role="group" aria-label="Answer of the model">
      <label htmlFor={`${id}-text`} className={styles.top}>
        Text
      </label>
      {text === undefined ? (
        <PlainSentence meaning="note">The content is more than one text: edit it as JSON.</PlainSentence>
      ) : (
        <Textarea
          id={`${id}-text`}
          size="xs"
          autosize
          minRows={2}
          maxRows={12}
          value={text}
          placeholder="What the model would say"
          onChange={(event) => {
            const content = isJsonObject(result['content']) ? result['content'] : {};
            onChange({ ...result, content: { ...content, type: 'text', text: event.currentTarget.value } });
          }}
        />
      )}
      <label htmlFor={`${id}-role`}>Role</label>
      <NativeSelect
        id={`${id}-role`}
        size="xs"
        value={textOf(result, 'role')}
        data={['assistant', 'user', ...(['assistant', 'user'].includes(textOf(result, 'role')) ? [] : [''])]}
        onChange={(event) => {
          set('role', event.currentTarget.value);
        }}
      />
      <label htmlFor={`${id}-model`}>Model</label>
      <TextInput
        id={`${id}-model`}
        value={textOf(result, 'model')}
        spellCheck={false}
        classNames={{ input: styles.mono }}
        onChange={(event) => {
          set('model', event.currentTarget.value);
        }}
      />
      <label htmlFor={`${id}-stop`}>Stop reason</label>
      <Autocomplete
        id={`${id}-stop`}
        size="xs"
        data={STOP_REASONS}
        filter={({ options }) => options}
        value={textOf(result, 'stopReason')}
        placeholder="none"
        spellCheck={false}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        classNames={{ input: styles.mono, option: styles.mono }}
        onChange={(value) => {
          set('stopReason', value);
        }}
      />
    </div>
  );
}
