import type { CommandInput, CommandName } from '../../shared/bridge/bridge.ts';
import { type Draft, NO_TAMPER } from '../../shared/model/draft.ts';

export const SAMPLE_DRAFT: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'whoami', arguments: { deep: [1, null, { x: true }] } },
  toolSchema: { type: 'object' },
  clientCapabilities: { elicitation: {} },
  clientInfo: { name: 'hopscope', version: '1' },
  logLevel: 'debug',
  progressToken: 7,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  requestId: 'r-1',
  notification: false,
  tamper: {
    ...NO_TAMPER,
    headers: [{ op: 'set', name: 'Mcp-Name', value: 'x\u0000y' }],
    meta: { a: null },
    dropMeta: ['b'],
    body: '{',
  },
  idleTimeoutMs: 1500,
};

const ref = { captureId: 'c1', number: 1 };

/** One input a command that is as full as the contract allows. */
export const VALID_INPUTS: { [C in CommandName]: CommandInput<C> } = {
  'app.info': null,
  'workspace.get': null,
  'instance.save': {
    id: 'i1',
    name: 'alpha',
    url: 'http://127.0.0.1:1/mcp',
    headers: [['Authorization', 'Bearer ${TOKEN}']],
    tls: { caFile: '/ca.pem', certFile: '/c.pem', keyFile: '/k.pem', trustAnyCertificate: true },
    useSystemProxy: true,
  },
  'instance.remove': { id: 'i1' },
  'instance.check': { ids: ['i1'] },
  'health.list': null,
  'fleet.save': { id: 'f1', name: 'fleet', instanceIds: ['i1'] },
  'fleet.remove': { id: 'f1' },
  'request.save': { id: 'q1', name: 'who', draft: SAMPLE_DRAFT },
  'request.remove': { id: 'q1' },
  'demo.start': { instances: 3, bugs: ['own-key'] },
  'demo.stop': null,
  'listing.get': { instanceId: 'i1', kind: 'tools', refresh: true },
  'draft.preview': { draft: SAMPLE_DRAFT, instanceId: 'i1' },
  'exchange.send': { draft: SAMPLE_DRAFT, instanceIds: ['i1', 'i2'] },
  'exchange.cancel': ref,
  'exchange.get': { ...ref, bodyLimit: 65_536 },
  'exchange.bytes': { ...ref, side: 'request', offset: 0, limit: 1024 },
  'exchange.events': { ...ref, from: 0, limit: 100 },
  'exchange.curl': ref,
  'exchange.compare': { refs: [ref, { captureId: 'c1', number: 2 }] },
  'capture.list': null,
  'capture.rows': { captureId: 'c1', after: 0, limit: 500 },
  'capture.new': { name: 'mine' },
  'capture.open': { path: '/tmp/x.hopscope' },
  'capture.saveCopy': { captureId: 'c1', path: '/tmp/y.hopscope' },
  'capture.close': { captureId: 'c1' },
};

export const COMMAND_NAMES = Object.keys(VALID_INPUTS) as CommandName[];
