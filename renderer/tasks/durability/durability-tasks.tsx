import { Button } from '@mantine/core';
import type { DurabilityState } from '../../../shared/model/durability.ts';
import { ExchangeLink } from '../../ui/reports/exchange-links.tsx';
import styles from './durability.module.css';

interface DurabilityTasksProps {
  readonly check: Pick<DurabilityState, 'tasks'>;
  readonly onShowLane: (created: DurabilityState['tasks'][number]['created']) => void;
}

/** The tasks that a check has created, each with the way to its lane. */
export function DurabilityTasks({ check: { tasks }, onShowLane }: DurabilityTasksProps) {
  if (tasks.length === 0) return null;
  return (
    <section className={styles.tasks} aria-label="Tasks of the check">
      <h3>Tasks that were created for it</h3>
      <ul>
        {tasks.map(({ taskId, tool, created }) => (
          <li key={taskId}>
            <span>
              {tool} <code>{taskId}</code>, handed out in{' '}
              <ExchangeLink captureId={created.captureId} number={created.number} />
            </span>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Show the lane of ${tool}, task ${taskId}`}
              onClick={() => {
                onShowLane(created);
              }}
            >
              Show its lane
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
