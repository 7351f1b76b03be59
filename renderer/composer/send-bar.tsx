import { Button } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useEngine } from '../ui/app-context.ts';
import { Sentence } from './column.tsx';
import { composeDraft } from './compose-draft.ts';
import { useComposer, useComposerActions } from './composer-context.ts';
import type { ComposerState } from './composer-state.ts';
import styles from './preview-column.module.css';
import { useChosenEra } from './use-chosen-era.ts';

function selectBlock(state: ComposerState): string {
  if (state.instanceIds.length === 0) return 'Choose at least one instance.';
  const composed = composeDraft(state);
  return composed.ok ? '' : (composed.problems[0] ?? '');
}

const IS_MAC = /mac/i.test(globalThis.navigator.userAgent);

/** The one button, and why it cannot be pressed. */
export function SendBar() {
  const chosen = useComposer((state) => state.instanceIds);
  const block = useComposer(selectBlock);
  const problem = useComposer((state) => state.sendProblem);
  const doubts = useComposer((state) => state.argumentProblems);
  const sending = useComposer((state) => state.sending);
  const instances = useEngine((state) => state.workspace?.instances);
  const { against } = useChosenEra();
  const { send } = useComposerActions();
  const nameOf = (id: string): string => instances?.find((instance) => instance.id === id)?.name ?? id;
  const [only] = chosen;
  const label =
    chosen.length === 1 && only !== undefined
      ? `Send to ${nameOf(only)}`
      : `Send to ${String(chosen.length)} instances`;
  return (
    <div className={styles.send}>
      <div className={styles.sendNote}>
        {problem !== undefined && <Sentence meaning="fault">{problem}</Sentence>}
        {problem === undefined && block !== '' && <Sentence meaning="note">{block}</Sentence>}
        {problem === undefined && block === '' && against.length > 0 && (
          <Sentence meaning="warning">
            {against.join(', ')} {against.length === 1 ? 'speaks' : 'speak'} the legacy era only: expect an
            error, or choose the era of each instance.
          </Sentence>
        )}
        {problem === undefined && block === '' && doubts > 0 && (
          <Sentence meaning="warning">
            {doubts === 1 ? '1 problem' : `${String(doubts)} problems`} in the arguments: sent as they are.
          </Sentence>
        )}
      </div>
      <kbd className={styles.key}>{IS_MAC ? '⌘↵' : 'Ctrl ↵'}</kbd>
      <Button
        size="xs"
        variant="filled"
        leftSection={<IconSend2 size={14} />}
        disabled={block !== ''}
        loading={sending}
        onClick={() => void send()}
      >
        {chosen.length === 0 ? 'Send' : label}
      </Button>
    </div>
  );
}
