import { describe, expect, it } from 'vitest';
import {
  finishAll,
  finishInput,
  firstDraft,
  formOf,
  inView,
  type InputDraft,
} from '../../../../../renderer/ui/answer-panel/input-draft.ts';
import type { JsonObject } from '../../../../../shared/model/draft.ts';

const FORM = {
  method: 'elicitation/create',
  params: {
    message: 'Who?',
    requestedSchema: {
      type: 'object',
      properties: { name: { type: 'string', default: 'Ada' }, age: { type: 'integer' } },
    },
  },
};
const URL_MODE = { method: 'elicitation/create', params: { mode: 'url', url: 'https://a.example/' } };

function act(draft: InputDraft, action: string): InputDraft {
  return { ...draft, result: { ...draft.result, action } };
}

function sent(draft: InputDraft): JsonObject | undefined {
  const finished = finishInput(draft);
  return finished.kind === 'answer' && finished.answer.kind === 'result' ? finished.answer.result : undefined;
}

it('tells what each request is answered with', () => {
  expect(formOf(FORM)).toBe('form');
  expect(formOf(URL_MODE)).toBe('url');
  expect(formOf({ method: 'elicitation/create', params: { mode: 'voice' } })).toBe('unknown');
  expect(formOf({ method: 'sampling/createMessage', params: {} })).toBe('sampling');
  expect(formOf({ method: 'roots/list', params: {} })).toBe('roots');
  expect(formOf({ method: 'com.example/ask', params: {} })).toBe('unknown');
});

describe('an elicitation in form mode', () => {
  it('begins with the defaults of its schema and is accepted as it stands', () => {
    expect(sent(firstDraft(FORM, []))).toEqual({ action: 'accept', content: { name: 'Ada' } });
  });

  it('sends no content when declined, and has it again when accepted after all', () => {
    const declined = act(firstDraft(FORM, []), 'decline');
    expect(sent(declined)).toEqual({ action: 'decline' });
    expect(sent(act(declined, 'accept'))).toEqual({ action: 'accept', content: { name: 'Ada' } });
  });

  it('keeps what was filled in over a visit to the JSON view', () => {
    const json = inView(act(firstDraft(FORM, []), 'cancel'), 'json');
    if (!json.ok) throw new Error(json.problem);
    expect(JSON.parse(json.draft.text)).toEqual({ action: 'cancel' });
    const back = inView(json.draft, 'form');
    expect(back.ok && sent(act(back.draft, 'accept'))).toEqual({
      action: 'accept',
      content: { name: 'Ada' },
    });
  });

  it('sends what was written as JSON exactly, however odd', () => {
    const draft = {
      ...firstDraft(FORM, []),
      view: 'json',
      text: '{"action":"decline","content":{"x":1}}',
    } as const;
    expect(sent(draft)).toEqual({ action: 'decline', content: { x: 1 } });
  });
});

it('opens nothing and accepts nothing of itself in URL mode', () => {
  const draft = firstDraft(URL_MODE, []);
  expect(finishInput(draft)).toEqual({ kind: 'problem', problem: 'Choose Accept, Decline or Cancel first.' });
  expect(sent(act(draft, 'accept'))).toEqual({ action: 'accept' });
});

it('takes the roots of the workspace', () => {
  const roots = [{ uri: 'file:///a', name: 'a' }];
  expect(sent(firstDraft({ method: 'roots/list', params: {} }, roots))).toEqual({ roots });
});

it('does not leave a JSON view that is no JSON, and does not send it', () => {
  const draft = { ...firstDraft(FORM, []), view: 'json', text: '{"action":' } as const;
  expect(inView(draft, 'form')).toMatchObject({ ok: false });
  expect(finishInput(draft)).toMatchObject({ kind: 'problem' });
});

it('refuses with an error that can be worded', () => {
  const draft = firstDraft({ method: 'sampling/createMessage', params: {} }, []);
  expect(finishInput({ ...draft, give: 'refuse' })).toEqual({
    kind: 'answer',
    answer: { kind: 'error', code: -1, message: 'The user rejected the sampling request.' },
  });
});

describe('several at once', () => {
  it('are answered under their keys; one that is left out has none', () => {
    const drafts = {
      who: firstDraft(FORM, []),
      model: { ...firstDraft({ method: 'sampling/createMessage', params: {} }, []), give: 'leave-out' },
      roots: firstDraft({ method: 'roots/list', params: {} }, []),
    } as const;
    expect(finishAll(drafts)).toEqual({
      ok: true,
      responses: { who: { action: 'accept', content: { name: 'Ada' } }, roots: { roots: [] } },
    });
  });

  it('say which one has a problem', () => {
    expect(finishAll({ who: firstDraft(FORM, []), page: firstDraft(URL_MODE, []) })).toEqual({
      ok: false,
      problem: 'page: Choose Accept, Decline or Cancel first.',
    });
  });
});
