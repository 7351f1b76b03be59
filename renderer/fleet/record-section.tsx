import { recordSnippets } from '../../shared/model/client-snippets.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { useEngine } from '../ui/app-context.ts';
import { SnippetList } from '../ui/snippets/snippet-list.tsx';
import styles from './fleet.module.css';

interface RecordSectionProps {
  readonly name: string;
  readonly command: StdioCommand;
}

/** Ready-made texts that let a client start the server behind `hopscope record`, so that all that passes is recorded. */
export function RecordSection({ name, command }: RecordSectionProps) {
  const workspace = useEngine((state) => state.workspace?.directory);
  return (
    <section aria-label="Record a client">
      <h3>Record a client</h3>
      <p className={styles.hint}>
        Let a client start this server through Hopscope: what they say to each other is recorded into this
        workspace.
      </p>
      <SnippetList
        snippets={recordSnippets({ name, command, ...(workspace !== undefined && { workspace }) })}
      />
    </section>
  );
}
