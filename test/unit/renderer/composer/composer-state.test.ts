import { describe, expect, it } from 'vitest';
import { hintsOf } from '../../../../renderer/composer/entry-hints.ts';
import {
  DEFAULT_OPTIONS,
  INITIAL_STATE,
  initialText,
  listingKey,
  optionCount,
  selectSchema,
  type ComposerState,
} from '../../../../renderer/composer/composer-state.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';
import type { ListKind } from '../../../../shared/model/listing.ts';
import { newTraceparent } from '../../../../renderer/composer/trace-parent.ts';

function stateWith(method: string, subject: string, kind: ListKind, entry: JsonObject): ComposerState {
  const listing = { instanceId: 'a', kind, entries: [{ name: subject, entry }], exchanges: [], fetchedAt: 0 };
  return {
    ...INITIAL_STATE,
    instanceIds: ['a'],
    method,
    subjects: { [method]: subject },
    listings: { [listingKey('a', kind)]: { state: 'ready', listing } },
  };
}

describe('the first text of the editor', () => {
  it('is a skeleton of the arguments of a prompt', () => {
    const entry = {
      arguments: [{ name: 'who', required: true }, { name: 'tone' }, 'odd', { required: true }],
    };
    const state = stateWith('prompts/get', 'greet', 'prompts', entry);
    expect(JSON.parse(initialText(state))).toEqual({ who: '' });
    expect(selectSchema(state)).toMatchObject({ required: ['who'], additionalProperties: false });
  });

  it('is the picked resource', () => {
    expect(JSON.parse(initialText(stateWith('resources/read', 'shop://a', 'resources', {})))).toEqual({
      uri: 'shop://a',
    });
  });

  it('refers to the picked prompt or template for completion', () => {
    const prompt = stateWith('completion/complete', 'greet', 'prompts', { arguments: [{ name: 'who' }] });
    expect(JSON.parse(initialText(prompt))).toEqual({
      ref: { type: 'ref/prompt', name: 'greet' },
      argument: { name: 'who', value: '' },
    });
    const template = stateWith('completion/complete', 'shop://{+number}/x', 'templates', {});
    expect(JSON.parse(initialText(template))).toEqual({
      ref: { type: 'ref/resource', uri: 'shop://{+number}/x' },
      argument: { name: 'number', value: '' },
    });
  });
});

it('counts the options that differ from what is sent by itself', () => {
  expect(optionCount({ ...DEFAULT_OPTIONS, clientVersion: '9' })).toBe(0);
  expect(optionCount({ ...DEFAULT_OPTIONS, logLevel: 'info', notification: true })).toBe(2);
});

it('puts annotations into words, and only those that were given', () => {
  const entry = {
    annotations: { readOnlyHint: true, idempotentHint: false, openWorldHint: 'yes' },
    outputSchema: {},
    mimeType: 'text/plain',
  };
  expect(hintsOf(entry)).toEqual(['read-only', 'not idempotent', 'structured output', 'text/plain']);
  expect(hintsOf({ annotations: [] })).toEqual([]);
});

it('generates a traceparent, never with an id of zeros', () => {
  expect(newTraceparent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(newTraceparent()).not.toBe(newTraceparent());
  expect(newTraceparent(() => undefined)).toBe(`00-${'0'.repeat(31)}1-${'0'.repeat(15)}1-01`);
});
