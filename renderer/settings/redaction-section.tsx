import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import {
  BUILT_IN_RULES,
  DEFAULT_REDACTION_RULES,
  type BuiltInRule,
  type RedactionReport,
  type RedactionRules,
} from '../../shared/model/redaction.ts';
import { useApp } from '../ui/app-context.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { FoundSecrets } from '../ui/save-copy/found-secrets.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

const BUILT_IN: Readonly<Record<BuiltInRule, string>> = {
  authorization: 'Credentials of Authorization and Proxy-Authorization',
  cookies: 'Values of cookies',
  headers: 'Headers whose names say key, token, secret, password …',
  queries: 'Query values and form fields of such names, those of OAuth, and logins in addresses',
  bodies: 'Values of such names in JSON',
  shapes: 'Tokens of well-known services, JWTs and private keys, wherever they stand',
  workspace: 'Values that this workspace knows as secrets',
};

type OwnList = 'keys' | 'paths' | 'patterns' | 'keep';

const OWN: readonly { readonly list: OwnList; readonly label: string; readonly hint: string }[] = [
  { list: 'keys', label: 'Names', hint: 'Headers, query values and JSON members, one a line.' },
  { list: 'paths', label: 'Paths', hint: 'JSON pointers, * for one step: /params/arguments/*' },
  { list: 'patterns', label: 'Patterns', hint: 'Regular expressions; the first group is replaced, or all.' },
  { list: 'keep', label: 'Keep', hint: 'Names and paths whose values are never replaced.' },
];

/** Lines without the empty ones. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function Tried({ rules }: { readonly rules: RedactionRules }) {
  const { bridge } = useApp();
  const [text, setText] = useState('');
  const [tried, setTried] = useState<{ readonly text: string; readonly report: RedactionReport }>();
  const [problem, setProblem] = useState<string>();
  const run = async (): Promise<void> => {
    const answer = await bridge.invoke('redaction.try', { text, rules });
    setTried(answer.ok ? answer.value : undefined);
    setProblem(answer.ok ? undefined : answer.error.message);
  };
  return (
    <div className={styles.trial}>
      <Textarea
        label="Try the rules on a text"
        description="A body or header lines. It is not kept."
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <div className={styles.line}>
        <Button disabled={text.trim() === ''} onClick={() => void run()}>
          Try
        </Button>
      </div>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {tried && (
        <>
          <Textarea label="Redacted" readOnly autosize maxRows={8} value={tried.text} />
          <FoundSecrets report={tried.report} />
        </>
      )}
    </div>
  );
}

function RuleFields({
  rules,
  onChange,
}: {
  readonly rules: RedactionRules;
  readonly onChange: (rules: RedactionRules) => void;
}) {
  return (
    <>
      {BUILT_IN_RULES.map((rule) => (
        <Checkbox
          key={rule}
          mt={6}
          label={BUILT_IN[rule]}
          checked={!rules.off.includes(rule)}
          onChange={(event) => {
            const off = rules.off.filter((other) => other !== rule);
            onChange({ ...rules, off: event.currentTarget.checked ? off : [...off, rule] });
          }}
        />
      ))}
      <Checkbox
        mt={12}
        label="Redact recordings while they are written"
        description="No secret is ever in their files. Such a request is sent again without them. A new recording begins with it."
        checked={rules.whileRecording ?? false}
        onChange={(event) => {
          onChange({ ...rules, whileRecording: event.currentTarget.checked });
        }}
      />
      {OWN.map(({ list, label, hint }) => (
        <Textarea
          key={list}
          mt={8}
          label={label}
          description={hint}
          autosize
          minRows={1}
          maxRows={6}
          value={rules[list].join('\n')}
          onChange={(event) => {
            onChange({ ...rules, [list]: event.currentTarget.value.split('\n') });
          }}
        />
      ))}
    </>
  );
}

/** What is taken out of copies and exports. */
export function RedactionSection({
  saved = DEFAULT_REDACTION_RULES,
}: {
  readonly saved?: RedactionRules | undefined;
}) {
  const { bridge } = useApp();
  const [edited, setEdited] = useState<RedactionRules>();
  const [problem, setProblem] = useState<string>();
  const rules = edited ?? saved;
  const save = async (): Promise<void> => {
    const clean = { ...rules };
    for (const { list } of OWN) clean[list] = linesOf(rules[list].join('\n'));
    const answer = await bridge.invoke('redaction.save', clean);
    setProblem(answer.ok ? undefined : answer.error.message);
    if (answer.ok) setEdited(undefined);
  };
  return (
    <Section title="Redaction">
      <p className={styles.hint}>
        Saved copies and exports go without these; a placeholder of the same length stands for each.
      </p>
      <RuleFields rules={rules} onChange={setEdited} />
      {edited && (
        <div className={styles.line}>
          <Button variant="filled" onClick={() => void save()}>
            Save
          </Button>{' '}
          <Button
            onClick={() => {
              setEdited(undefined);
              setProblem(undefined);
            }}
          >
            Undo
          </Button>
        </div>
      )}
      {problem !== undefined && (
        <p role="alert">
          <MeaningMark meaning="fault" /> {problem}
        </p>
      )}
      <Tried
        rules={{
          ...rules,
          ...Object.fromEntries(OWN.map(({ list }) => [list, linesOf(rules[list].join('\n'))])),
        }}
      />
    </Section>
  );
}
