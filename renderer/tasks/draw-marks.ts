import type { TaskStatus } from '../../shared/model/task.ts';
import type { MarkShape } from './lanes.ts';

/** What is used of a canvas. */
export type Canvas = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'clearRect'
  | 'clip'
  | 'closePath'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'globalAlpha'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'rect'
  | 'restore'
  | 'save'
  | 'setLineDash'
  | 'stroke'
  | 'strokeRect'
  | 'strokeStyle'
>;

/** Colours of the scheme that is on. */
export interface LaneColours {
  readonly surface: string;
  readonly line: string;
  readonly outline: string;
  readonly text: string;
  readonly fine: string;
  readonly note: string;
  readonly warning: string;
  readonly fault: string;
  readonly muted: string;
}

type Point = readonly [x: number, y: number];

function path(canvas: Canvas, points: readonly Point[], closed = true): void {
  canvas.beginPath();
  points.forEach(([x, y], place) => {
    if (place === 0) canvas.moveTo(x, y);
    else canvas.lineTo(x, y);
  });
  if (closed) canvas.closePath();
}

const POLL_HEIGHT = 10;

/** One exchange: a tick for a poll, a shape of its own for all else, around (x, y). `colour`: the instance's. */
export function drawMark(canvas: Canvas, shape: MarkShape, [x, y]: Point, look: MarkLook): void {
  const { colour, edge } = look;
  canvas.fillStyle = colour;
  canvas.strokeStyle = edge;
  canvas.lineWidth = 1;
  switch (shape) {
    case 'poll':
      canvas.fillRect(Math.round(x) - 1, y - POLL_HEIGHT / 2, 2, POLL_HEIGHT);
      return;
    case 'created':
      path(canvas, [
        [x, y - 6],
        [x + 5, y],
        [x, y + 6],
        [x - 5, y],
      ]);
      break;
    case 'input':
      path(canvas, [
        [x - 5.5, y - 5],
        [x + 5.5, y - 5],
        [x, y + 5.5],
      ]);
      break;
    case 'update':
      path(canvas, [
        [x - 5.5, y + 5],
        [x + 5.5, y + 5],
        [x, y - 5.5],
      ]);
      break;
    case 'notification':
      canvas.beginPath();
      canvas.arc(x, y, 4, 0, 2 * Math.PI);
      break;
    case 'result':
      canvas.beginPath();
      canvas.rect(x - 4.5, y - 4.5, 9, 9);
      break;
    case 'cancel':
      drawCross(canvas, [x, y], 4.5, edge, 4.5);
      drawCross(canvas, [x, y], 4.5, colour, 2.5);
      return;
  }
  canvas.fill();
  canvas.stroke();
}

/** The foot of a poll that came sooner than the server had asked for. */
export function drawEarly(canvas: Canvas, [x, y]: Point, { colour }: MarkLook): void {
  canvas.fillStyle = colour;
  canvas.fillRect(Math.round(x) - 4, y + POLL_HEIGHT / 2 - 2, 8, 2);
}

export interface MarkLook {
  readonly colour: string;
  /** Sets it off against what lies beneath. */
  readonly edge: string;
}

function drawCross(canvas: Canvas, [x, y]: Point, reach: number, colour: string, width: number): void {
  canvas.strokeStyle = colour;
  canvas.lineWidth = width;
  for (const slant of [-1, 1]) {
    path(
      canvas,
      [
        [x - reach, y - slant * reach],
        [x + reach, y + slant * reach],
      ],
      false,
    );
    canvas.stroke();
  }
}

/** The small triangle above an exchange in which something is wrong. */
export function drawOdd(canvas: Canvas, [x, y]: Point, { fault, surface }: LaneColours): void {
  path(canvas, [
    [x, y - 4],
    [x + 4.5, y + 3.5],
    [x - 4.5, y + 3.5],
  ]);
  canvas.fillStyle = fault;
  canvas.strokeStyle = surface;
  canvas.lineWidth = 1;
  canvas.fill();
  canvas.stroke();
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const STRIPE_PX = 6;

/** A stretch of a state that goes on: filled while it works, striped and outlined while it waits for input. */
export function drawPhase(canvas: Canvas, status: TaskStatus, box: Box, colours: LaneColours): void {
  const { x, y, width, height } = box;
  if (status !== 'input_required') {
    canvas.fillStyle = colours.note;
    canvas.globalAlpha = 0.75;
    canvas.fillRect(x, y, width, height);
    canvas.globalAlpha = 1;
    return;
  }
  canvas.save();
  canvas.beginPath();
  canvas.rect(x, y, width, height);
  canvas.clip();
  canvas.strokeStyle = colours.warning;
  canvas.lineWidth = 2;
  canvas.beginPath();
  // The stripes stand still while the picture moves: they start at multiples of their distance.
  for (let at = Math.floor((x - height) / STRIPE_PX) * STRIPE_PX; at < x + width; at += STRIPE_PX) {
    canvas.moveTo(at, y + height);
    canvas.lineTo(at + height, y);
  }
  canvas.stroke();
  canvas.restore();
  canvas.strokeStyle = colours.warning;
  canvas.lineWidth = 1;
  canvas.strokeRect(x + 0.5, y + 0.5, Math.max(width - 1, 1), height - 1);
}

const END_RADIUS = 6;

/** Where a task ended, and how: a disc with a tick, an octagon-like square with a cross, a ring with a bar. */
export function drawEnd(canvas: Canvas, status: TaskStatus, [x, y]: Point, colours: LaneColours): void {
  const { surface, fine, fault, muted } = colours;
  canvas.lineWidth = 1.6;
  if (status === 'failed') {
    canvas.fillStyle = fault;
    canvas.fillRect(x - END_RADIUS, y - END_RADIUS, 2 * END_RADIUS, 2 * END_RADIUS);
    drawCross(canvas, [x, y], 2.6, surface, 1.6);
    return;
  }
  canvas.beginPath();
  canvas.arc(x, y, END_RADIUS, 0, 2 * Math.PI);
  if (status === 'cancelled') {
    canvas.fillStyle = surface;
    canvas.fill();
    canvas.strokeStyle = muted;
    canvas.stroke();
    path(
      canvas,
      [
        [x - 3, y],
        [x + 3, y],
      ],
      false,
    );
  } else {
    canvas.fillStyle = fine;
    canvas.fill();
    canvas.strokeStyle = surface;
    path(
      canvas,
      [
        [x - 2.8, y],
        [x - 0.8, y + 2.2],
        [x + 3, y - 2.2],
      ],
      false,
    );
  }
  canvas.stroke();
}
