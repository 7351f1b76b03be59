import { Textarea, TextInput } from '@mantine/core';
import { parseCommandLine, quoteWord } from '../../shared/model/command-line.ts';
import { FieldNote } from './field-group.tsx';
import { useFleet, useFleetActions } from './fleet-context.ts';
import own from './details.module.css';
import styles from './fleet.module.css';
import type { InstanceForm } from './instance-form.ts';
import { NameValueRows } from './name-value-rows.tsx';

/** The line as it is taken apart: there is no shell, so each word is exactly one argument. */
export function SplitCommand({ commandLine }: { readonly commandLine: string }) {
  if (commandLine.trim() === '') return null;
  const parsed = parseCommandLine(commandLine);
  if ('problem' in parsed) {
    return (
      <p className={styles.hint} role="status">
        {parsed.problem}
      </p>
    );
  }
  return (
    <dl className={own.split} aria-label="The command line in its parts">
      {Object.entries(parsed.env).map(([name, value]) => (
        <Part key={name} label="sets" text={`${quoteWord(name)}=${value === '' ? '' : quoteWord(value)}`} />
      ))}
      <Part label="runs" text={quoteWord(parsed.command)} />
      {parsed.args.map((argument, index) => (
        <Part key={index} label={String(index + 1)} text={quoteWord(argument)} />
      ))}
    </dl>
  );
}

function Part({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code>{text}</code>
      </dd>
    </div>
  );
}

/** What an instance with a command has. */
export function StdioFields({ form }: { readonly form: InstanceForm }) {
  const problem = useFleet((state) => state.editProblem);
  const { setForm } = useFleetActions();
  return (
    <>
      <Textarea
        size="xs"
        label="Command line"
        description="Program and arguments, with quotes where they have blanks. No shell reads it: no pipes, no *, no $VAR."
        autosize
        minRows={1}
        maxRows={6}
        value={form.commandLine}
        placeholder="npx -y @modelcontextprotocol/server-everything"
        spellCheck={false}
        aria-invalid={problem?.field === 'command'}
        classNames={{ input: styles.wireInput }}
        onChange={(event) => {
          setForm({ commandLine: event.currentTarget.value });
        }}
      />
      {problem?.field === 'command' ? (
        <FieldNote problem={problem} field="command" />
      ) : (
        <SplitCommand commandLine={form.commandLine} />
      )}
      <NameValueRows
        title="Environment"
        what="variable"
        rows={form.env}
        examples={{ name: 'API_KEY', value: '${API_KEY}' }}
        onChange={(env) => {
          setForm({ env });
        }}
      />
      <FieldNote problem={problem} field="env" />
      <TextInput
        label="Working folder"
        value={form.cwd}
        placeholder="the workspace’s folder"
        spellCheck={false}
        aria-invalid={problem?.field === 'cwd'}
        classNames={{ input: styles.wireInput }}
        onChange={(event) => {
          setForm({ cwd: event.currentTarget.value });
        }}
      />
      <FieldNote problem={problem} field="cwd" />
    </>
  );
}
