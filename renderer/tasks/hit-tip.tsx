import { formatCount } from '../ui/format.ts';
import type { Hit } from './draw-lanes.ts';
import { TaskInstance } from './task-instance.tsx';
import { markWords } from './task-words.ts';
import styles from './timeline.module.css';

interface HitTipProps {
  readonly hit: Hit;
  /** Where the pointer is, px in a field of that size. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The exchange under the pointer, in words. */
export function HitTip({ hit: { mark }, x, y, width, height }: HitTipProps) {
  if (!mark) return null;
  const across = x > width / 2 ? { right: width - x + 12 } : { left: x + 12 };
  const down = y > height / 2 ? { bottom: height - y + 12 } : { top: y + 12 };
  return (
    <div className={styles.tip} style={{ ...across, ...down }} aria-hidden="true">
      <span className={styles.tipHead}>
        <strong>#{formatCount(mark.number)}</strong>
        {mark.instanceId !== '' && <TaskInstance instanceId={mark.instanceId} />}
      </span>
      <span>{markWords(mark)}</span>
      {mark.statusMessage !== undefined && <span className={styles.muted}>{mark.statusMessage}</span>}
      <span className={styles.muted}>A click opens it in Traffic.</span>
    </div>
  );
}
