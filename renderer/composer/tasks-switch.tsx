import { Switch } from '@mantine/core';
import { TASKS_EXTENSION } from '../../shared/spec/modern.ts';
import { prettyJson } from '../ui/json-text.ts';
import { useComposer, useComposerActions } from './composer-context.ts';
import { selectCapabilities } from './composer-state.ts';
import { declaresTasks, mayConcernTasks, withTasks } from './tasks-extension.ts';
import { useChosenEra } from './use-chosen-era.ts';
import styles from './what-column.module.css';

/** Whether the server may answer this request with a task; nothing where that is not in question. */
export function TasksSwitch() {
  const method = useComposer((state) => state.method);
  const options = useComposer((state) => state.options);
  const client = useComposer((state) => state.client);
  const { era } = useChosenEra();
  const { setOptions } = useComposerActions();
  if (!mayConcernTasks(method) || era === 'legacy') return null;
  const capabilities = selectCapabilities({ options, client });
  return (
    <div className={styles.tasks}>
      <Switch
        label="Declare tasks"
        data-tip={`Declares ${TASKS_EXTENSION} with this request: the server may answer with a task instead of a result`}
        disabled={!capabilities.ok}
        checked={capabilities.ok && declaresTasks(capabilities.value)}
        onChange={(event) => {
          if (!capabilities.ok) return;
          const text = prettyJson(withTasks(capabilities.value, event.currentTarget.checked));
          // What is the same as in the workspace follows the workspace.
          setOptions({ clientCapabilities: text === prettyJson(client.capabilities) ? '' : text });
        }}
      />
    </div>
  );
}
