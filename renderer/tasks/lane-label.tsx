import { memo } from 'react';
import { formatCounted } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { statusWords } from '../ui/task-status.ts';
import { LANE_HEIGHT } from './draw-lanes.ts';
import type { Lane } from './lanes.ts';
import { StatusMark } from './status-mark.tsx';
import { TaskInstance } from './task-instance.tsx';
import { brokenCount, lifeSentence, shortId } from './task-words.ts';
import styles from './timeline.module.css';

/** Characters that stand beside the status. */
const SHOWN_OF_ID = 17;
/** Where something else stands at the right. */
const SHOWN_BESIDE = 13;
/** Of an id that stands for a name. */
const SHOWN_OF_NAME = 26;

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
          <TaskInstance instanceId={lane.instanceId} />
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
          <span className={styles.name}>
            {life.tool === '' ? shortId(life.taskId, SHOWN_OF_NAME) : life.tool}
          </span>
          <span className={styles.sub}>
            {statusWords(life.status)}{' '}
            {life.tool !== '' && (
              <>
                · <code>{shortId(life.taskId, broken > 0 || life.legacy ? SHOWN_BESIDE : SHOWN_OF_ID)}</code>
              </>
            )}
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
