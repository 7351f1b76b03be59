import { describe, expect, it } from 'vitest';
import { axisTicks, phasesOf, placeOnAxis } from '../../../../../renderer/traffic/detail/phases.ts';

describe('phasesOf', () => {
  it('makes each phase begin where the one before ended', () => {
    const timing = { dnsMs: 1, connectMs: 3, tlsMs: 9, requestSentMs: 10, firstByteMs: 30, endMs: 42 };
    expect(phasesOf(timing, 0).map(({ name, fromMs, toMs }) => [name, fromMs, toMs])).toEqual([
      ['DNS', 0, 1],
      ['Connect', 1, 3],
      ['TLS', 3, 9],
      ['Send', 9, 10],
      ['Wait', 10, 30],
      ['Receive', 30, 42],
    ]);
  });

  it('leaves out what a kept connection did not need', () => {
    const timing = { requestSentMs: 0.4, firstByteMs: 5, endMs: 6, socketReused: true };
    expect(phasesOf(timing, 0).map((phase) => phase.name)).toEqual(['Send', 'Wait', 'Receive']);
  });

  it('shows where an open exchange stands', () => {
    expect(phasesOf({ requestSentMs: 1 }, 500).at(-1)).toMatchObject({
      name: 'Wait',
      fromMs: 1,
      toMs: 500,
      open: true,
    });
    expect(phasesOf({ requestSentMs: 1, firstByteMs: 20 }, 10).at(-1)).toMatchObject({
      name: 'Receive',
      toMs: 20,
      open: true,
    });
  });

  it('calls the end of an exchange without an answer a failure', () => {
    expect(phasesOf({ connectMs: 1, endMs: 60_000 }, 0).at(-1)).toMatchObject({
      name: 'Failed',
      fromMs: 1,
      toMs: 60_000,
    });
  });
});

describe('the axis', () => {
  it('places bars in percent and never beyond its end', () => {
    expect(placeOnAxis(25, 75, 100)).toEqual({ left: 25, width: 50 });
    expect(placeOnAxis(90, 130, 100)).toEqual({ left: 90, width: 10 });
    expect(placeOnAxis(0, 0, 0)).toEqual({ left: 0, width: 100 });
  });

  it('has few round ticks', () => {
    expect(axisTicks(1240, 5)).toEqual([500, 1000]);
    expect(axisTicks(61, 5)).toEqual([20, 40, 60]);
    expect(axisTicks(0, 5)).toEqual([]);
  });
});
