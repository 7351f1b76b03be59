import type { Canvas, LaneColours } from './draw-marks.ts';
import { laneMarks } from './lanes.ts';
import type { TaskLife } from '../../shared/model/task.ts';
import { xOf, type Span } from './time-span.ts';

/** How many exchanges there are in each of `columns` stretches of the whole, and whether something is wrong there. Pure. */
export function density(
  lives: readonly TaskLife[],
  whole: Span,
  columns: number,
): readonly { readonly count: number; readonly odd: boolean }[] {
  const counts = Array.from({ length: columns }, () => ({ count: 0, odd: false }));
  for (const life of lives) {
    for (const { at, rules, errorCode } of laneMarks({ kind: 'task', key: life.key, life })) {
      const column = counts[Math.min(Math.max(Math.floor(xOf(at, whole, columns)), 0), columns - 1)];
      if (!column) continue;
      column.count += 1;
      if (errorCode !== undefined || (rules?.length ?? 0) > 0) column.odd = true;
    }
  }
  return counts;
}

const COLUMN_PX = 3;

interface BrushPicture {
  readonly lives: readonly TaskLife[];
  readonly whole: Span;
  readonly width: number;
  readonly height: number;
  readonly colours: LaneColours;
}

/** The whole recording in small: how much was said when. */
export function drawBrush(canvas: Canvas, { lives, whole, width, height, colours }: BrushPicture): void {
  canvas.clearRect(0, 0, width, height);
  const columns = density(lives, whole, Math.max(Math.floor(width / COLUMN_PX), 1));
  const most = Math.max(...columns.map(({ count }) => count), 1);
  columns.forEach(({ count, odd }, place) => {
    if (count === 0) return;
    const tall = Math.max(Math.sqrt(count / most) * (height - 8), 3);
    canvas.fillStyle = colours.outline;
    canvas.fillRect(place * COLUMN_PX, height - tall, COLUMN_PX - 1, tall);
    if (!odd) return;
    canvas.fillStyle = colours.fault;
    canvas.fillRect(place * COLUMN_PX, 0, COLUMN_PX - 1, 4);
  });
}
