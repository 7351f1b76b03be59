import { memo } from 'react';
import { formatCounted } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { LANE_HEIGHT } from './draw-lanes.ts';
import type { Lane } from './lanes.ts';
import { StatusMark } from './status-mark.tsx';
import { brokenCount, lifeSentence, statusWords, taskName } from './task-words.ts';
import styles from './timeline.module.css';

interface LaneLabelProps {
  readonly lane: Lane;
  readonly index: number;
  readonly total: number;
  readonly chosen: boolean;
}

/** Lanes are made anew with each report, and most are as before. */
function isSame(one: LaneLabelProps, other: LaneLabelProps): boolean {
  if (one.index !== other.index || one.total !== other.total || one.chosen !== other.chosen) return false;
  const [before, after] = [one.lane, other.lane];
  if (before.kind === 'task') return after.kind === 'task' && before.life === after.life;
  return after.kind === 'instance' && before.instanceId === after.instanceId && before.tasks === after.tasks;
}

/** What stands at the left of a lane; the whole lane is chosen by it. */
export const LaneLabel = memo(function LaneLabel({ lane, index, total, chosen }: LaneLabelProps) {
  const common = {
    id: `lane-${String(index)}`,
    role: 'option',
    'aria-selected': chosen,
    'aria-setsize': total,
    'aria-posinset': index + 1,
    className: styles.lane,
    style: { height: LANE_HEIGHT },
  };
  if (lane.kind === 'instance') {
    return (
      <div {...common} data-head="true">
        <span className={styles.label}>
          <InstanceBadge instanceId={lane.instanceId} />
          <span className={styles.muted}>{formatCounted(lane.tasks, 'task')}</span>
        </span>
      </div>
    );
  }
  const { life } = lane;
  const broken = brokenCount(life);
  return (
    <div {...common} aria-label={lifeSentence(life)}>
      <span className={styles.label}>
        <StatusMark status={life.status} />
        <span className={styles.words}>
          <span className={styles.name}>{taskName(life)}</span>
          <span className={styles.sub}>
            {statusWords(life.status)} · <code>{life.taskId}</code>
          </span>
        </span>
        {broken > 0 && (
          <span className={styles.broken}>
            <MeaningMark meaning="fault" size={12} /> {broken}
          </span>
        )}
        {life.legacy && (
          <span className={styles.legacy} data-tip="A task of 2025-11-25: to be migrated to the extension">
            2025
          </span>
        )}
      </span>
    </div>
  );
}, isSame);
