import * as z from 'zod';
import { REPLAY_KINDS, REPLAY_REPORTS, SCHEDULE_NAMES } from '../model/replay-run.ts';
import { DIFFERENCE_CLASSES } from '../model/replay-verdict.ts';
import { count, era, id, idList, INPUT_LIMITS, place, text } from './schema-parts.ts';

/** Longest pause and rate bounds: a slip of the keyboard must not make a run that never ends. */
const MOST_MS = INPUT_LIMITS.idleTimeoutMs;
const MOST_LANES = 256;
const MOST_SCHEDULES = 50;
const MOST_RUNS = 1_000;
const MOST_ENTRIES = 10_000;

const number = z.int().min(1);
const seed = z.int().min(0).max(0xffffffff);
const pointer = text(INPUT_LIMITS.headerName);
const value = z.union([text(INPUT_LIMITS.headerValue), z.number()]);
const flowPlace = z.object({
  number,
  pointer,
  within: z
    .object({ part: z.int().min(0), of: z.int().min(0), before: text(INPUT_LIMITS.headerName) })
    .exactOptional(),
  key: z.literal(true).exactOptional(),
});
const toolList = z.array(text(INPUT_LIMITS.headerValue)).max(MOST_ENTRIES, { abort: true });

const planWish = z.object({
  captureId: id,
  range: z.object({ from: number, to: number }).exactOptional(),
  allow: z.object({ all: z.boolean().exactOptional(), tools: toolList, hold: toolList.exactOptional() }),
  flows: z
    .array(
      z.discriminatedUnion('op', [
        z.object({ op: z.literal('forbid'), id }),
        z.object({ op: z.literal('use'), id }),
        z.object({ op: z.literal('pin'), id, value }),
        z.object({ op: z.literal('add'), producer: flowPlace, consumer: flowPlace }),
      ]),
    )
    .max(MOST_ENTRIES, { abort: true }),
  variables: z
    .array(
      z.object({
        recorded: text(INPUT_LIMITS.headerValue).min(1, 'expected a text that stands in the recording'),
        value: text(INPUT_LIMITS.headerValue),
      }),
    )
    .max(MOST_ENTRIES, { abort: true }),
});

const choice = z.object({
  name: z.enum(SCHEDULE_NAMES),
  seed: seed.exactOptional(),
  instanceId: id.exactOptional(),
  beforeStep: number.exactOptional(),
});

const pace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asap'), lanes: z.int().min(1).max(MOST_LANES) }),
  z.object({
    kind: z.literal('recorded'),
    factor: z.number().min(0.001).max(1_000_000),
    maxGapMs: z.number().min(0).max(MOST_MS).exactOptional(),
  }),
  z.object({ kind: z.literal('rate'), perSecond: z.number().min(0.001).max(1_000_000) }),
]);

/** Also what a noise file is held against. */
const noiseEntrySchema = z.object({
  method: text(INPUT_LIMITS.headerValue),
  name: text(INPUT_LIMITS.headerValue).exactOptional(),
  pointer,
  evidence: text(INPUT_LIMITS.argument),
  since: text(INPUT_LIMITS.id),
});

/** Known noise, as replays and comparisons take it. */
export const noiseEntryList = z.array(noiseEntrySchema).max(MOST_ENTRIES, { abort: true });

/** Also what a replay's journal is held against. */
export const replayWishSchema = z.object({
  kind: z.enum(REPLAY_KINDS),
  plan: planWish,
  instanceIds: idList.min(1),
  schedules: z.array(choice).max(MOST_SCHEDULES, { abort: true }),
  repeat: z.int().min(1).max(MOST_RUNS).exactOptional(),
  seed: seed.exactOptional(),
  pace,
  timeoutMs: z.number().positive().max(MOST_MS).exactOptional(),
  noise: noiseEntryList.exactOptional(),
  unordered: z.array(pointer).max(MOST_ENTRIES, { abort: true }).exactOptional(),
  eras: z.array(era).max(2, { abort: true }).exactOptional(),
  confirmed: z.boolean().exactOptional(),
});

const limit = count(INPUT_LIMITS.rows);
const planPage = z.object({ planId: id, from: place, limit });

/** Part of SCHEMAS: the commands on replays. */
export const REPLAY_SCHEMAS = {
  'replay.plan': planWish.extend({ job: id.exactOptional() }),
  'replay.cancelPlan': z.object({ job: id }),
  'replay.planSteps': planPage.extend({
    tool: text(INPUT_LIMITS.headerValue).exactOptional(),
    heldOnly: z.boolean().exactOptional(),
  }),
  'replay.planFlows': planPage.extend({ step: number.exactOptional() }),
  'replay.leftOut': planPage,
  'replay.schedule': planPage.extend({ choice, instanceIds: idList.min(1) }),
  'replay.start': replayWishSchema,
  'replay.get': z.object({ id: id.exactOptional() }),
  'replay.list': z.null(),
  'replay.cancel': z.object({ id }),
  'replay.matrix': z.object({ id, from: place, limit, class: z.enum(DIFFERENCE_CLASSES).exactOptional() }),
  'replay.step': z.object({ id, number }),
  'replay.report': z.object({ id, format: z.enum(REPLAY_REPORTS) }),
  'replay.compare': z.object({ left: id, right: id, from: place, limit }),
  'replay.k6': z.object({ planId: id, leaveHeld: z.boolean().exactOptional() }),
  'replay.noise': z.object({ id }),
  'replay.readNoise': z.object({ text: text(INPUT_LIMITS.configuration) }),
};
