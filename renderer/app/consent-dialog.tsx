import { Button } from '@mantine/core';
import { useId, useRef, type Ref } from 'react';
import { useStore } from 'zustand';
import { formatCommandLine, quoteWord } from '../../shared/model/command-line.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './consent-dialog.module.css';
import type { ConsentQuestion, ConsentStore } from './consent-store.ts';

/** The command in its parts: nothing of it is shortened, and what does not show is written out. */
function CommandParts({ command, folder }: { readonly command: StdioCommand; readonly folder: string }) {
  const variables = Object.entries(command.env);
  return (
    <dl className={styles.parts}>
      <dt>Command</dt>
      <dd>
        <code>{quoteWord(command.command)}</code>
      </dd>
      <dt>Arguments</dt>
      <dd>
        {command.args.length === 0 ? (
          'none'
        ) : (
          <ol className={styles.words}>
            {command.args.map((argument, index) => (
              <li key={index}>
                <code>{quoteWord(argument)}</code>
              </li>
            ))}
          </ol>
        )}
      </dd>
      <dt>Environment</dt>
      <dd>
        {variables.length === 0 ? (
          'nothing added'
        ) : (
          <ul className={styles.words}>
            {variables.map(([name, value]) => (
              <li key={name}>
                <code>
                  {quoteWord(name)}={value === '' ? '' : quoteWord(value)}
                </code>
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>Folder</dt>
      <dd>
        <code>{command.cwd === undefined ? quoteWord(folder) : quoteWord(command.cwd)}</code>
        {command.cwd === undefined && ' (the workspace’s)'}
      </dd>
    </dl>
  );
}

interface PartProps {
  readonly question: ConsentQuestion;
  readonly store: ConsentStore;
}

function Buttons({ question, store, refuse }: PartProps & { readonly refuse: Ref<HTMLButtonElement> }) {
  return (
    <>
      {/* First and with the focus: Enter out of habit starts nothing. */}
      <Button ref={refuse} disabled={question.busy} onClick={store.refuse}>
        Don’t start
      </Button>
      {!question.changed && (
        <Button variant="filled" loading={question.busy} onClick={() => void store.allow()}>
          Allow and start
        </Button>
      )}
    </>
  );
}

function Question({ question, store }: PartProps) {
  const about = useId();
  const refuse = useRef<HTMLButtonElement>(null);
  return (
    <DialogFrame
      alert
      title={`Start a program for ${question.name}?`}
      describedBy={about}
      width={640}
      initialFocus={refuse}
      onCancel={store.refuse}
      foot={<Buttons question={question} store={store} refuse={refuse} />}
    >
      <div className={styles.body} tabIndex={0} role="group" aria-label="The command">
        <p id={about} className={styles.about}>
          {question.name} is a server that Hopscope has to start on this machine, and nobody here has allowed
          its command yet. It runs with all your rights: allow it only if you know what it does.
        </p>
        <CommandParts command={question.command} folder={question.workspaceFolder} />
        <p className={styles.line}>
          <span>In one line</span>
          <CopyButton text={formatCommandLine(question.command)} what="command line" />
        </p>
        <code className={styles.whole}>{formatCommandLine(question.command)}</code>
        <p className={styles.about}>{question.from}</p>
        <p className={styles.about}>
          This allows exactly this command in this workspace: Hopscope asks again when anything in it changes.
        </p>
      </div>
      {question.problem !== undefined && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" />
          <span>{question.problem}</span>
          {question.changed && (
            <Button size="compact-xs" onClick={store.lookAgain}>
              Look at it as it is now
            </Button>
          )}
        </p>
      )}
    </DialogFrame>
  );
}

/** Asks before a program is started that nobody on this machine has allowed. */
export function ConsentDialog({ store }: { readonly store: ConsentStore }) {
  const question = useStore(store, (state) => state.question);
  if (!question) return null;
  // Another command is another question: it begins at its top, with the focus where nothing is started.
  const key = `${question.instanceId} ${JSON.stringify(question.command)}`;
  return <Question key={key} question={question} store={store} />;
}
