import { expect, test } from 'vitest';
import type { BugName } from '../../../../demo/bugs.ts';
import { editsFor, rewriteAnswers } from '../../../../demo/http/rewrite-answers.ts';

const editsOf = (...bugs: BugName[]) => editsFor(new Set(bugs));

test('a healthy instance hands on the very response', async () => {
  const response = Response.json({});
  expect(await rewriteAnswers(response, editsOf('memory-basket', 'own-key'))).toBe(response);
});

test('drops resultType from JSON results and keeps status, headers and errors', async () => {
  const edits = editsOf('missing-result-type');
  const result = Response.json(
    { id: 1, result: { resultType: 'complete', ttlMs: 1 } },
    { headers: { 'X-A': 'b' } },
  );
  const rewritten = await rewriteAnswers(result, edits);
  expect(rewritten.headers.get('x-a')).toBe('b');
  expect(await rewritten.json()).toEqual({ id: 1, result: { ttlMs: 1 } });
  const error = { id: 1, error: { code: -32601, message: 'no' } };
  const refused = await rewriteAnswers(Response.json(error, { status: 404 }), edits);
  expect(refused.status).toBe(404);
  expect(await refused.json()).toEqual(error);
});

test('edits SSE results however the stream is cut, and leaves everything else as it is', async () => {
  const stream =
    ': open\n\nevent: message\ndata: {"method":"notifications/progress","params":{"message":"ü"}}\n\n' +
    'event: message\ndata: {"result":{"resultType":"complete","a":1},"id":1}\n\n';
  const bytes = new TextEncoder().encode(stream);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
      controller.close();
    },
  });
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  const rewritten = await rewriteAnswers(response, editsOf('missing-result-type'));
  expect(await rewritten.text()).toBe(stream.replace('"resultType":"complete",', ''));
});

test('never returns tools in the order of the call before', async () => {
  const edits = editsOf('shuffled-tools');
  let previous: unknown;
  for (let round = 0; round < 20; round += 1) {
    const response = Response.json({ result: { tools: [{ name: 'a' }, { name: 'b' }] } });
    const rewritten: unknown = await (await rewriteAnswers(response, edits)).json();
    expect(rewritten).not.toEqual(previous);
    previous = rewritten;
  }
  const single = { result: { tools: [{ name: 'a' }] } };
  expect(await (await rewriteAnswers(Response.json(single), edits)).json()).toEqual(single);
});
