import { describe, expect, it } from 'vitest';
import { composeDraft, stateFromDraft, tokenFrom } from '../../../../renderer/composer/compose-draft.ts';
import {
  INITIAL_STATE,
  listingKey,
  textKey,
  type ComposerState,
} from '../../../../renderer/composer/composer-state.ts';
import { NO_TAMPER, type Draft } from '../../../../shared/model/draft.ts';
import { DEFAULT_CLIENT_SETTINGS } from '../../../../shared/model/input.ts';

const SCHEMA = { type: 'object', properties: { limit: { type: 'integer', default: 3 } } };

function stateWith(part: Partial<ComposerState>): ComposerState {
  return {
    ...INITIAL_STATE,
    instanceIds: ['a'],
    listings: {
      [listingKey('a', 'tools')]: {
        state: 'ready',
        listing: {
          instanceId: 'a',
          kind: 'tools',
          entries: [{ name: 'search', entry: { name: 'search', inputSchema: SCHEMA } }],
          exchanges: [],
          fetchedAt: 0,
        },
      },
    },
    ...part,
  };
}

function draftOf(part: Partial<ComposerState>): Draft {
  const composed = composeDraft(stateWith(part));
  if (!composed.ok) throw new Error(composed.problems.join(' '));
  return composed.draft;
}

describe('composeDraft', () => {
  it('needs only a picked tool: its skeleton and schema come along', () => {
    expect(draftOf({ subjects: { 'tools/call': 'search' } })).toEqual({
      era: 'auto',
      revision: '2026-07-28',
      method: 'tools/call',
      params: { name: 'search', arguments: { limit: 3 } },
      toolSchema: SCHEMA,
      clientCapabilities: DEFAULT_CLIENT_SETTINGS.capabilities,
      clientInfo: { name: 'hopscope', version: '' },
      tamper: NO_TAMPER,
    });
  });

  it('sends an unlisted tool without a schema', () => {
    const draft = draftOf({ subjects: { 'tools/call': 'hidden' } });
    expect(draft.params).toEqual({ name: 'hidden', arguments: {} });
    expect('toolSchema' in draft).toBe(false);
  });

  it('keeps the arguments of each tool apart', () => {
    const texts = {
      [textKey('tools/call', 'search')]: '{"limit":9}',
      [textKey('tools/call', 'other')]: '{"x":1}',
    };
    expect(draftOf({ texts, subjects: { 'tools/call': 'search' } }).params['arguments']).toEqual({
      limit: 9,
    });
    expect(draftOf({ texts, subjects: { 'tools/call': 'other' } }).params['arguments']).toEqual({ x: 1 });
  });

  it('takes any method with its params, and other parameters over them', () => {
    const draft = draftOf({
      method: 'my/method',
      texts: { [textKey('my/method', '')]: '{"a":1,"b":2}' },
      options: { ...INITIAL_STATE.options, otherParams: '{"b":3}' },
    });
    expect(draft).toMatchObject({ method: 'my/method', params: { a: 1, b: 3 } });
  });

  it('adds the options that were set, ids and tokens as numbers where they are numbers', () => {
    const options = {
      ...INITIAL_STATE.options,
      logLevel: 'debug',
      progressToken: ' p1 ',
      traceparent: '00-1-2-01',
      requestId: '42',
      sendClientInfo: false,
      clientCapabilities: '{"elicitation":{}}',
      idleSeconds: '1.5',
    };
    expect(draftOf({ method: 'tools/list', options, revision: '1999-01-01' })).toMatchObject({
      logLevel: 'debug',
      progressToken: 'p1',
      traceparent: '00-1-2-01',
      requestId: 42,
      clientInfo: null,
      clientCapabilities: { elicitation: {} },
      idleTimeoutMs: 1500,
      revision: '1999-01-01',
    });
  });

  it('declares what the workspace declares until something else is said, and takes the responders along', () => {
    const client = {
      ...DEFAULT_CLIENT_SETTINGS,
      capabilities: { extensions: { 'com.example/x': { n: 1 } } },
    };
    const inherited = draftOf({ method: 'tools/list', client });
    expect(inherited.clientCapabilities).toEqual(client.capabilities);
    expect('respond' in inherited).toBe(false);
    const respond = { sampling: { mode: 'canned', result: { role: 'assistant' } } } as const;
    const options = { ...INITIAL_STATE.options, clientCapabilities: '{}', respond };
    const own = draftOf({ method: 'tools/list', client, options });
    expect(own).toMatchObject({ clientCapabilities: {}, respond });
    expect(stateFromDraft(own).options).toMatchObject({ clientCapabilities: '{}', respond });
  });

  it('leaves the id out of a notification', () => {
    const draft = draftOf({
      method: 'tools/list',
      options: { ...INITIAL_STATE.options, notification: true, requestId: '4' },
    });
    expect(draft.notification).toBe(true);
    expect('requestId' in draft).toBe(false);
  });

  it.each([
    [{ method: '  ' }, 'Choose a method.'],
    [{}, 'Choose a tool.'],
    [{ method: 'prompts/get' }, 'Choose a prompt.'],
    [
      { method: 'tools/list', texts: { [textKey('tools/list', '')]: '[1]' } },
      'Parameters: a JSON object {…} is needed here.',
    ],
    [
      { method: 'tools/list', options: { ...INITIAL_STATE.options, idleSeconds: '-1' } },
      'Idle timeout: write a number of seconds above 0, such as 60.',
    ],
    [
      { method: 'tools/list', options: { ...INITIAL_STATE.options, clientCapabilities: '7' } },
      'Client capabilities: a JSON object {…} is needed here.',
    ],
    [
      { method: 'ping', options: { ...INITIAL_STATE.options, timeoutSeconds: 'soon' } },
      'Timeout: write a number of seconds above 0, such as 60.',
    ],
    [
      { method: 'ping', options: { ...INITIAL_STATE.options, maxTimeoutSeconds: '5' } },
      'Longest timeout: set a timeout, too, that progress can put off.',
    ],
    [
      {
        method: 'ping',
        options: { ...INITIAL_STATE.options, timeoutSeconds: '6', maxTimeoutSeconds: '5' },
      },
      'Longest timeout: it cannot be shorter than the timeout.',
    ],
  ])('says in a sentence what keeps %j from being sent', (part, problem) => {
    expect(composeDraft(stateWith(part))).toEqual({ ok: false, problems: [problem] });
  });
});

describe('stateFromDraft', () => {
  it('gives the same draft back that it was made from', () => {
    const draft: Draft = {
      ...draftOf({ subjects: { 'tools/call': 'search' } }),
      params: { name: 'search', arguments: { limit: 1 }, requestState: 'abc' },
      logLevel: 'info',
      progressToken: 7,
      requestId: 9,
      era: 'legacy',
      idleTimeoutMs: 2500,
      timeoutMs: 1500,
      maxTimeoutMs: 9000,
      followUp: false,
      clientInfo: null,
      tamper: { headers: [{ op: 'drop', name: 'Mcp-Name' }], meta: { a: null }, dropMeta: ['b'], body: '{' },
    };
    const { subject, text, key, ...rest } = stateFromDraft(draft);
    expect(draftOf({ ...rest, subjects: { [rest.method]: subject }, texts: { [key]: text } })).toEqual(draft);
  });

  it.each([
    { name: 'x', arguments: 'no object' },
    { uri: 'shop://a', extra: true },
  ])('keeps unusual parameters: %j', (params) => {
    const method = 'uri' in params ? 'resources/read' : 'tools/call';
    const { subject, text, key, ...rest } = stateFromDraft({
      ...draftOf({ method: 'tools/list' }),
      method,
      params,
    });
    expect(draftOf({ ...rest, subjects: { [method]: subject }, texts: { [key]: text } }).params).toEqual(
      params,
    );
  });
});

describe('tokenFrom', () => {
  it.each([
    ['12', 12],
    ['-3', -3],
    ['p1', 'p1'],
    ['1.5', '1.5'],
    ['99999999999999999999', '99999999999999999999'],
  ])('%s', (text, token) => {
    expect(tokenFrom(text)).toBe(token);
  });
});
