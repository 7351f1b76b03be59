import { describe, expect, it } from 'vitest';
import { drawLanes, hitAt, LANE_HEIGHT, type Picture } from '../../../../renderer/tasks/draw-lanes.ts';
import type { Canvas } from '../../../../renderer/tasks/draw-marks.ts';
import { lanesOf } from '../../../../renderer/tasks/lanes.ts';
import { life, mark } from './make-life.ts';

const COLOURS = {
  ...{ surface: 'surface', line: 'line', outline: 'outline', text: 'text', muted: 'muted' },
  ...{ fine: 'fine', note: 'note', warning: 'warning', fault: 'fault' },
};

/** Remembers in which colours something was filled and stroked. */
function recorder() {
  const filled: string[] = [];
  const stroked: string[] = [];
  const nothing = (): void => undefined;
  const canvas: Canvas = {
    ...{ arc: nothing, beginPath: nothing, clearRect: nothing, clip: nothing, closePath: nothing },
    ...{
      lineTo: nothing,
      moveTo: nothing,
      rect: nothing,
      restore: nothing,
      save: nothing,
      setLineDash: nothing,
    },
    ...{ fillStyle: '', strokeStyle: '', globalAlpha: 1, lineWidth: 1 },
    fill: () => filled.push(canvas.fillStyle as string),
    fillRect: () => filled.push(canvas.fillStyle as string),
    stroke: () => stroked.push(canvas.strokeStyle as string),
    strokeRect: () => stroked.push(canvas.strokeStyle as string),
  };
  return { canvas, filled, stroked };
}

function picture(lives: Parameters<typeof lanesOf>[0], more: Partial<Picture> = {}): Picture {
  return {
    ...{ lanes: lanesOf(lives, 'task'), span: { from: 0, to: 10_000 }, width: 1000, height: 320 },
    ...{ scrollTop: 0, now: undefined, colours: COLOURS, colourOf: (id: string) => `colour of ${id}` },
    ...more,
  };
}

function draw(...input: Parameters<typeof picture>) {
  const { canvas, filled, stroked } = recorder();
  drawLanes(canvas, picture(...input));
  return { filled, stroked, of: (colour: string) => filled.filter((one) => one === colour).length };
}

describe('drawing lanes', () => {
  it('draws a tick a poll in the colour of its instance', () => {
    const { of } = draw([life('t', { marks: [mark(1, 1000), mark(2, 2000, { instanceId: 'b' })] })]);
    expect([of('colour of a'), of('colour of b')]).toEqual([1, 1]);
  });

  it('draws no two ticks of an instance on one pixel', () => {
    const marks = Array.from({ length: 5000 }, (_, place) => mark(place, 1000 + place / 100));
    expect(draw([life('t', { marks })]).of('colour of a')).toBeLessThan(10);
  });

  it('gives a poll that came too soon a foot, also where it is wrong in other ways', () => {
    const early = [
      mark(1, 1000, { early: true }),
      mark(2, 2000, { early: true, errorCode: -1 }),
      mark(3, 3000),
    ];
    expect(draw([life('t', { marks: early })]).of('colour of a')).toBe(5);
  });

  it('marks each end of a task that goes on after it has ended', () => {
    const phases = [
      { status: 'completed', from: 2000, to: 3000 },
      { status: 'working', from: 3000, to: 4000 },
      { status: 'failed', from: 4000 },
    ] as const;
    const { of } = draw([life('t', { phases, status: 'failed' })]);
    expect([of('fine'), of('note'), of('fault')]).toEqual([1, 1, 1]);
  });

  it('draws nothing that is out of view', () => {
    const lives = Array.from({ length: 500 }, (_, place) =>
      life(`t${String(place)}`, { marks: [mark(1, 1000)] }),
    );
    expect(draw(lives, { scrollTop: 100 * LANE_HEIGHT }).of('colour of a')).toBe(10);
    expect(draw(lives, { span: { from: 5000, to: 6000 } }).of('colour of a')).toBe(0);
  });

  it('marks errors and findings, input that is waited for, ends, and what is to be migrated', () => {
    expect(draw([life('t', { marks: [mark(1, 1000, { rules: ['task.past-ttl'] })] })]).of('fault')).toBe(1);
    const waits = life('t', { phases: [{ status: 'input_required', from: 1000 }] });
    expect(draw([waits]).stroked).toContain('warning');
    expect(draw([life('t')]).stroked).not.toContain('warning');
    expect(draw([life('t', { legacy: true })]).stroked).toContain('warning');
    const ended = life('t', { status: 'completed', phases: [{ status: 'completed', from: 3000 }] });
    expect(draw([ended]).of('fine')).toBe(1);
    expect(draw([life('t')]).of('fine')).toBe(0);
  });
});

describe('what lies under the pointer', () => {
  const lives = [life('t1', { marks: [mark(1, 1000)] }), life('t2', { marks: [mark(2, 5000)] })];

  it('is the exchange near it, else the lane', () => {
    expect(hitAt(picture(lives), 103, 5)).toMatchObject({ lane: { key: 't1' }, mark: { number: 1 } });
    expect(hitAt(picture(lives), 120, 5)?.mark).toBeUndefined();
    expect(hitAt(picture(lives, { scrollTop: LANE_HEIGHT }), 500, 5)?.mark?.number).toBe(2);
    expect(hitAt(picture(lives), -50, 40)).toMatchObject({ lane: { key: 't2' } });
    expect(hitAt(picture(lives), 10, 300)).toBeUndefined();
  });
});
