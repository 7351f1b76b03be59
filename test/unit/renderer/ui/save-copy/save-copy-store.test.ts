import { expect, it } from 'vitest';
import { createSaveCopy } from '../../../../../renderer/ui/save-copy/save-copy-store.ts';
import type { Bridge, CommandInput } from '../../../../../shared/bridge/bridge.ts';
import type { Desktop } from '../../../../../shared/bridge/desktop.ts';
import type { Result } from '../../../../../shared/bridge/result.ts';
import type { CaptureSummary } from '../../../../../shared/model/capture.ts';

const CAPTURE: CaptureSummary = {
  ...{ id: 'c1', name: 'a.hopscope', path: '/a.hopscope', recording: false },
  ...{ exchanges: 9, bytes: 1, openedAt: 1, lost: 0 },
};
const NONE = { secrets: [], total: 0, times: 0, exchanges: 0, blanked: 0, problems: [] };
const SCOPES = [{ label: 'Two', numbers: [3, 7] }, { label: 'All' }];

function setUp(
  exported: Result<unknown> = { ok: true, value: { path: '/b.har', says: '2 exchanges as HAR.' } },
) {
  const asked: (readonly [string, unknown])[] = [];
  const said: string[] = [];
  const begun: string[] = [];
  const answers: Readonly<Record<string, Result<unknown>>> = {
    'redaction.preview': { ok: true, value: NONE },
    'transfer.export': exported,
  };
  const bridge = {
    invoke: (command: string, input: unknown) => {
      asked.push([command, input]);
      return Promise.resolve(answers[command] ?? { ok: true, value: null });
    },
    on: () => () => undefined,
  } as unknown as Bridge;
  const desktop = {
    call: () => Promise.resolve({ ok: true, value: { path: '/b.har', replace: true } }),
  } as unknown as Desktop;
  const store = createSaveCopy({
    bridge,
    desktop,
    transfers: {
      begin: (_step, name) => {
        begun.push(name);
        return {
          id: 't1',
          signal: new AbortController().signal,
          progress: () => undefined,
          step: () => undefined,
          end: () => begun.push('ended'),
        };
      },
    },
    notify: (_level, message) => said.push(message),
  });
  const previews = () =>
    asked.flatMap(([command, input]) =>
      command === 'redaction.preview' ? [(input as CommandInput<'redaction.preview'>).numbers] : [],
    );
  return { store, asked, said, begun, previews, question: () => store.getState().question };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('looks through what is chosen, and again only where that is something else', async () => {
  const { store, previews, question } = setUp();
  store.ask(CAPTURE, { format: 'har', scopes: SCOPES });
  await settled();
  expect(question()).toMatchObject({ redact: true, report: NONE });
  store.setFormat('jsonl');
  store.setScope(1);
  // A recording is saved whole, which is all, too.
  store.setFormat('hopscope');
  store.setScope(0);
  store.setFormat('md');
  await settled();
  expect(previews()).toEqual([[3, 7], undefined, [3, 7]]);
});

it('exports what is chosen behind the closed dialog, and tells what came of it', async () => {
  const { store, asked, said, begun, question } = setUp();
  store.ask(CAPTURE, { format: 'har', scopes: SCOPES });
  store.setRedact(false);
  await store.save();
  expect(question()).toBeUndefined();
  expect(begun).toEqual(['a.har', 'ended']);
  expect(asked.at(-1)).toEqual([
    'transfer.export',
    {
      id: 't1',
      captureId: 'c1',
      format: 'har',
      numbers: [3, 7],
      withSecrets: true,
      path: '/b.har',
      replace: true,
    },
  ]);
  expect(said).toEqual(['Written: /b.har, 2 exchanges as HAR.']);
});

it('tells where an export went wrong', async () => {
  const { store, said } = setUp({ ok: false, error: { code: 'IO', message: 'The disk is full.' } });
  store.ask(CAPTURE, { format: 'curl' });
  await store.save();
  expect(said).toEqual(['The disk is full.']);
});
