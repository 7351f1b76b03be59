import { Button } from '@mantine/core';
import { quoteWord } from '../../../shared/model/command-line.ts';
import { useEngine } from '../../ui/app-context.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import styles from '../gateway.module.css';
import { useRunActions } from './run-context.ts';
import type { RunQuestion as Question } from './run-store.ts';

/** Asks before a command is started that nobody on this machine has allowed; nothing of it is shortened. */
export function RunQuestion({ question }: { readonly question: Question }) {
  const { allow, refuse } = useRunActions();
  const folder = useEngine((state) => state.workspace?.directory) ?? '';
  const { name, command, copies } = question.run;
  const variables = Object.entries(command.env);
  return (
    <section
      className={styles.panel}
      role="alertdialog"
      aria-label={`Start the program of ${name}?`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        refuse();
      }}
    >
      <p className={styles.asks}>
        <MeaningMark meaning="warning" />
        <span>
          <b>Start this program{copies === 1 ? '' : ` ${String(copies)} times`}?</b> Nobody on this machine
          has allowed it yet. It runs with all your rights: allow it only if you know what it does. Hopscope
          asks again when anything in it changes.
        </span>
      </p>
      <dl className={styles.words}>
        <div>
          <dt>Command</dt>
          <dd>
            <code>{quoteWord(command.command)}</code>
          </dd>
        </div>
        {command.args.map((argument, index) => (
          <div key={index}>
            <dt>Argument {index + 1}</dt>
            <dd>
              <code>{quoteWord(argument)}</code>
            </dd>
          </div>
        ))}
        {variables.map(([variable, value]) => (
          <div key={variable}>
            <dt>Sets</dt>
            <dd>
              <code>
                {quoteWord(variable)}={value === '' ? '' : quoteWord(value)}
              </code>
            </dd>
          </div>
        ))}
        <div>
          <dt>Folder</dt>
          <dd>
            <code>{quoteWord(command.cwd ?? folder)}</code>
          </dd>
        </div>
      </dl>
      <div className={styles.foot}>
        <span className={styles.gap} />
        {/* First and with the focus: Enter out of habit starts nothing. */}
        <Button autoFocus disabled={question.busy} onClick={refuse}>
          Don’t start
        </Button>
        <Button variant="filled" loading={question.busy} onClick={() => void allow()}>
          Allow and start
        </Button>
      </div>
    </section>
  );
}
