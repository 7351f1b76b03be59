import { isTerminal, type TaskMark } from '../../shared/model/task.ts';
import {
  drawEarly,
  drawEnd,
  drawMark,
  drawOdd,
  drawPhase,
  type Canvas,
  type LaneColours,
} from './draw-marks.ts';
import {
  firstFrom,
  goesOn,
  isOdd,
  laneMarks,
  nearestMark,
  shapeOf,
  type Lane,
  type TaskLane,
} from './lanes.ts';
import { axisMoments, momentAt, xOf, type Span } from './time-span.ts';

/** Height of a lane in px, and where in it things stand. */
export const LANE_HEIGHT = 32;
const ODD_Y = 6;
const BAR_Y = 10;
const BAR_HEIGHT = 8;
const MARK_Y = 24;

/** All that decides what is drawn; lengths in px. */
export interface Picture {
  readonly lanes: readonly Lane[];
  readonly span: Span;
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
  /** Up to when what goes on is drawn, epoch ms; absent: no further than it was seen. */
  readonly now: number | undefined;
  readonly colours: LaneColours;
  readonly colourOf: (instanceId: string) => string;
}

/** Draws the lanes that are in view, and of each only what is in view: one mark a pixel and instance is enough. */
export function drawLanes(canvas: Canvas, picture: Picture): void {
  const { lanes, width, height, scrollTop, span, colours } = picture;
  canvas.clearRect(0, 0, width, height);
  canvas.fillStyle = colours.line;
  for (const at of axisMoments(span, width)) {
    canvas.fillRect(Math.round(xOf(at, span, width)), 0, 1, height);
  }
  const first = Math.max(Math.floor(scrollTop / LANE_HEIGHT), 0);
  const last = Math.min(Math.ceil((scrollTop + height) / LANE_HEIGHT), lanes.length);
  for (let index = first; index < last; index += 1) {
    const lane = lanes[index];
    if (lane?.kind === 'task') drawLane(canvas, lane, index * LANE_HEIGHT - scrollTop, picture);
  }
}

function drawLane(canvas: Canvas, lane: TaskLane, top: number, picture: Picture): void {
  drawBar(canvas, lane, top, picture);
  drawMarks(canvas, lane, top, picture);
  const { span, width, colours } = picture;
  // What has ended is over, but there are servers that go on.
  for (const { status, from } of lane.life.phases) {
    if (!isTerminal(status) || from < span.from || from > span.to) continue;
    drawEnd(canvas, status, [xOf(from, span, width), top + BAR_Y + BAR_HEIGHT / 2], colours);
  }
}

function drawBar(canvas: Canvas, { life }: TaskLane, top: number, picture: Picture): void {
  const { span, width, now, colours } = picture;
  const y = top + BAR_Y;
  const latest = goesOn(life) ? Math.max(now ?? life.lastAt, life.lastAt) : life.lastAt;
  for (const { status, from, to = latest } of life.phases) {
    if (isTerminal(status) || to < span.from || from > span.to) continue;
    const left = Math.max(xOf(from, span, width), 0);
    const right = Math.min(xOf(to, span, width), width);
    const box = { x: left, y, width: Math.max(right - left, 1), height: BAR_HEIGHT };
    drawPhase(canvas, status, box, colours);
  }
  if (!life.legacy) return;
  // A dashed line below it: it has to be migrated.
  canvas.save();
  canvas.setLineDash([4, 3]);
  canvas.strokeStyle = colours.warning;
  canvas.lineWidth = 1;
  canvas.beginPath();
  canvas.moveTo(Math.max(xOf(life.firstAt, span, width), 0), y + BAR_HEIGHT + 1.5);
  canvas.lineTo(Math.min(xOf(latest, span, width), width), y + BAR_HEIGHT + 1.5);
  canvas.stroke();
  canvas.restore();
}

function drawMarks(canvas: Canvas, lane: TaskLane, top: number, picture: Picture): void {
  const { span, width, colours, colourOf } = picture;
  const marks = laneMarks(lane);
  const asked = new Set(lane.life.inputs.map((input) => input.asked));
  const special: TaskMark[] = [];
  const taken = new Map<string, number>();
  for (let place = firstFrom(marks, span.from); place < marks.length; place += 1) {
    const mark = marks[place];
    if (!mark || mark.at > span.to) break;
    const x = Math.round(xOf(mark.at, span, width));
    if (isOdd(mark) || shapeOf(mark, asked) !== 'poll') special.push(mark);
    else if (taken.get(mark.instanceId) !== x) {
      taken.set(mark.instanceId, x);
      const look = { colour: colourOf(mark.instanceId), edge: colours.text };
      drawMark(canvas, 'poll', [x, top + MARK_Y], look);
      if (mark.early === true) drawEarly(canvas, [x, top + MARK_Y], look);
    }
  }
  // Last, so that no tick hides them.
  for (const mark of special) {
    const x = xOf(mark.at, span, width);
    const look = { colour: colourOf(mark.instanceId), edge: colours.text };
    drawMark(canvas, shapeOf(mark, asked), [x, top + MARK_Y], look);
    if (mark.early === true) drawEarly(canvas, [x, top + MARK_Y], look);
    if (isOdd(mark)) drawOdd(canvas, [x, top + ODD_Y], colours);
  }
}

const REACH_PX = 6;

/** What lies there, px from the upper left corner of the picture. */
export interface Hit {
  readonly lane: Lane;
  /** Absent: no exchange is near. */
  readonly mark?: TaskMark;
}

/** Pure. */
export function hitAt(
  picture: Pick<Picture, 'lanes' | 'span' | 'width' | 'scrollTop'>,
  x: number,
  y: number,
): Hit | undefined {
  const { lanes, span, width, scrollTop } = picture;
  const lane = lanes[Math.floor((y + scrollTop) / LANE_HEIGHT)];
  if (!lane) return undefined;
  if (lane.kind !== 'task' || x < -REACH_PX) return { lane };
  const reach = (REACH_PX / width) * (span.to - span.from);
  const mark = nearestMark(laneMarks(lane), momentAt(x, span, width), reach);
  return { lane, ...(mark && { mark }) };
}
