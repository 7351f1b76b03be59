import { Button, Checkbox, Textarea } from '@mantine/core';
import type { JsonObject } from '../../../shared/model/draft.ts';
import { parseObject, prettyJson } from '../json-text.ts';
import styles from './client-forms.module.css';
import { CAPABILITY_LINES, isDeclared, withCapability, type CapabilitySwitch } from './declare-capability.ts';
import { NamedParts } from './named-parts.tsx';

interface CapabilitiesFormProps {
  /** A JSON object as text, also while it is none (yet). Empty: `inherited` holds, where there is one. */
  readonly text: string;
  /** What is declared where nothing else is said. */
  readonly inherited?: JsonObject;
  readonly onText: (text: string) => void;
}

function Switch({
  capabilities,
  item,
  part = false,
  onChange,
}: {
  readonly capabilities: JsonObject;
  readonly item: CapabilitySwitch;
  readonly part?: boolean;
  readonly onChange: (capabilities: JsonObject) => void;
}) {
  return (
    <Checkbox
      size="xs"
      className={part ? styles.part : styles.own}
      label={item.label}
      aria-label={item.path.join(' ')}
      checked={isDeclared(capabilities, item.path)}
      onChange={(event) => {
        const value = event.currentTarget.checked ? item.value : undefined;
        onChange(withCapability(capabilities, item.path, value));
      }}
    />
  );
}

/** What a client declares: the known capabilities as switches, extensions with their settings, and all of it as JSON. */
export function CapabilitiesForm({ text, inherited, onText }: CapabilitiesFormProps) {
  const inherits = inherited !== undefined && text.trim() === '';
  const parsed = inherits
    ? ({ ok: true, value: inherited } as const)
    : parseObject(text, 'Client capabilities');
  const change = (next: JsonObject): void => {
    onText(prettyJson(next));
  };
  return (
    <div className={styles.form} role="group" aria-label="Client capabilities">
      {parsed.ok && (
        <>
          {CAPABILITY_LINES.map(({ own, parts, deprecated }) => (
            <div key={own.label} className={styles.line}>
              <Switch capabilities={parsed.value} item={own} onChange={change} />
              {parts.map((part) => (
                <Switch key={part.label} part capabilities={parsed.value} item={part} onChange={change} />
              ))}
              {deprecated === true && (
                <span className={styles.tag} data-tip="Deprecated as of revision 2026-07-28">
                  deprecated
                </span>
              )}
            </div>
          ))}
          <NamedParts
            group="extensions"
            title="Extensions"
            what="extension"
            capabilities={parsed.value}
            onChange={change}
          />
          <NamedParts
            group="experimental"
            title="Experimental"
            what="experimental capability"
            capabilities={parsed.value}
            onChange={change}
          />
        </>
      )}
      <Textarea
        size="xs"
        autosize
        minRows={1}
        maxRows={8}
        aria-label="Client capabilities as JSON"
        value={inherits ? prettyJson(inherited) : text}
        error={parsed.ok ? undefined : parsed.problem}
        spellCheck={false}
        classNames={{ input: styles.mono }}
        onChange={(event) => {
          onText(event.currentTarget.value);
        }}
      />
      {inherited !== undefined && (
        <div className={styles.line}>
          <p className={styles.note}>
            {inherits ? 'As the workspace declares them (Settings).' : 'Changed for this request.'}
          </p>
          {!inherits && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                onText('');
              }}
            >
              As the workspace
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
