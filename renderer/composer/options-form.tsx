import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { LOG_LEVELS } from '../../shared/spec/modern.ts';
import styles from './arguments-column.module.css';
import { useComposer, useComposerActions } from './composer-context.ts';
import type { ComposerOptions } from './composer-state.ts';
import { CapabilitiesForm } from '../ui/client-forms/capabilities-form.tsx';
import { RespondersForm } from '../ui/client-forms/responders-form.tsx';
import { parseObject } from '../ui/json-text.ts';
import { newTraceparent } from './trace-parent.ts';

type TextOption = {
  [K in keyof ComposerOptions]: ComposerOptions[K] extends string ? K : never;
}[keyof ComposerOptions];

function Field({
  label,
  top,
  children,
}: {
  readonly label: string;
  readonly top?: boolean;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={top ? styles.top : undefined}>
        {label}
      </label>
      {children(id)}
    </>
  );
}

function TextField(props: {
  readonly label: string;
  readonly option: TextOption;
  readonly placeholder?: string;
}) {
  const value = useComposer((state) => state.options[props.option]);
  const { setOptions } = useComposerActions();
  return (
    <Field label={props.label}>
      {(id) => (
        <TextInput
          id={id}
          size="xs"
          value={value}
          placeholder={props.placeholder ?? 'none'}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: styles.mono }}
          onChange={(event) => {
            setOptions({ [props.option]: event.currentTarget.value });
          }}
        />
      )}
    </Field>
  );
}

function JsonField(props: {
  readonly label: string;
  readonly option: TextOption;
  readonly placeholder: string;
}) {
  const value = useComposer((state) => state.options[props.option]);
  const { setOptions } = useComposerActions();
  const parsed = parseObject(value, props.label);
  return (
    <Field label={props.label} top>
      {(id) => (
        <Textarea
          id={id}
          size="xs"
          autosize
          minRows={1}
          maxRows={8}
          value={value}
          placeholder={props.placeholder}
          spellCheck={false}
          error={parsed.ok ? undefined : parsed.problem}
          classNames={{ input: styles.mono }}
          onChange={(event) => {
            setOptions({ [props.option]: event.currentTarget.value });
          }}
        />
      )}
    </Field>
  );
}

function LogLevelField() {
  const value = useComposer((state) => state.options.logLevel);
  const { setOptions } = useComposerActions();
  return (
    <Field label="Log level">
      {(id) => (
        <NativeSelect
          id={id}
          size="xs"
          value={value}
          data={[{ value: '', label: 'none: the server sends no log messages' }, ...LOG_LEVELS]}
          onChange={(event) => {
            setOptions({ logLevel: event.currentTarget.value });
          }}
        />
      )}
    </Field>
  );
}

function TraceparentField() {
  const value = useComposer((state) => state.options.traceparent);
  const { setOptions } = useComposerActions();
  return (
    <Field label="traceparent">
      {(id) => (
        <div className={styles.pair}>
          <TextInput
            id={id}
            size="xs"
            value={value}
            placeholder="none"
            spellCheck={false}
            classNames={{ input: styles.mono }}
            onChange={(event) => {
              setOptions({ traceparent: event.currentTarget.value });
            }}
          />
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setOptions({ traceparent: newTraceparent() });
            }}
          >
            Generate
          </Button>
        </div>
      )}
    </Field>
  );
}

function ClientInfoFields() {
  const sent = useComposer((state) => state.options.sendClientInfo);
  const { setOptions } = useComposerActions();
  return (
    <>
      <span className={styles.label}>Client info</span>
      <Checkbox
        size="xs"
        label="Send clientInfo"
        checked={sent}
        onChange={(event) => {
          setOptions({ sendClientInfo: event.currentTarget.checked });
        }}
      />
      {sent && <TextField label="Client name" option="clientName" placeholder="name" />}
      {sent && <TextField label="Client version" option="clientVersion" placeholder="version" />}
    </>
  );
}

function CapabilitiesField() {
  const text = useComposer((state) => state.options.clientCapabilities);
  const inherited = useComposer((state) => state.client.capabilities);
  const { setOptions } = useComposerActions();
  return (
    <>
      <span className={styles.topLabel}>Capabilities</span>
      <CapabilitiesForm
        text={text}
        inherited={inherited}
        onText={(clientCapabilities) => {
          setOptions({ clientCapabilities });
        }}
      />
    </>
  );
}

function RespondersField() {
  const respond = useComposer((state) => state.options.respond);
  const inherited = useComposer((state) => state.client.responders);
  const { setOptions } = useComposerActions();
  return (
    <>
      <span className={styles.topLabel}>Responders</span>
      <RespondersForm
        value={respond}
        inherited={inherited}
        onChange={(next) => {
          setOptions({ respond: next });
        }}
      />
    </>
  );
}

/** How long is waited, and what becomes of it. */
function TimeoutFields() {
  const tokenMissing = useComposer(
    ({ options }) => options.maxTimeoutSeconds.trim() !== '' && options.progressToken.trim() === '',
  );
  return (
    <>
      <TextField label="Idle timeout, s" option="idleSeconds" placeholder="60" />
      <TextField label="Timeout, s" option="timeoutSeconds" placeholder="none: silence alone ends it" />
      <TextField
        label="Longest timeout, s"
        option="maxTimeoutSeconds"
        placeholder="none: progress changes nothing"
      />
      {tokenMissing && (
        <p className={styles.aside}>Set a progress token, too: without one no progress can put it off.</p>
      )}
    </>
  );
}

function FollowUpField() {
  const followUp = useComposer((state) => state.options.followUp);
  const { setOptions } = useComposerActions();
  return (
    <>
      <span className={styles.label}>Follow up</span>
      <Checkbox
        size="xs"
        label="Do by itself what the specification wants next"
        checked={followUp}
        data-tip="Another revision, fresh headers, the other era, the next round: each is an exchange of its own"
        onChange={(event) => {
          setOptions({ followUp: event.currentTarget.checked });
        }}
      />
    </>
  );
}

/** Everything about a request beside its method and parameters. */
export function OptionsForm() {
  const notification = useComposer((state) => state.options.notification);
  const { setOptions } = useComposerActions();
  return (
    <div className={styles.form} role="group" aria-label="Options">
      <LogLevelField />
      <TextField
        label="Progress token"
        option="progressToken"
        placeholder="none: the server sends no progress"
      />
      <TraceparentField />
      <CapabilitiesField />
      <RespondersField />
      <ClientInfoFields />
      <JsonField
        label="Other parameters"
        option="otherParams"
        placeholder="{ }: what else stands in params"
      />
      <TextField label="Request id" option="requestId" placeholder="the next free one" />
      <TimeoutFields />
      <FollowUpField />
      <span className={styles.label}>Notification</span>
      <Checkbox
        size="xs"
        label="Send without an id, as a notification"
        checked={notification}
        onChange={(event) => {
          setOptions({ notification: event.currentTarget.checked });
        }}
      />
    </div>
  );
}
