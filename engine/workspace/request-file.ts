import { validateInput } from '../../shared/bridge/validate.ts';
import type { Draft, JsonValue } from '../../shared/model/draft.ts';
import type { SavedRequest } from '../../shared/model/workspace.ts';
import { AppError } from '../app-error.ts';
import { checkName } from './check-instance.ts';
import { readVersioned, writeJson, type Reading } from './file-reading.ts';

export const REQUESTS_FOLDER = 'requests';
const VERSION = 1;

/** Reads the text of `requests/<id>.json`. Never throws. */
export function readRequestFile(id: string, text: string): Reading<SavedRequest> {
  return readVersioned(text, VERSION, (file): Reading<SavedRequest> => {
    try {
      return { kind: 'ok', value: { id, ...checkRequest(file['name'], file['draft']) }, notes: [] };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { kind: 'damaged', message: error.message };
    }
  });
}

/** Name and draft as they may be kept. Throws AppError BAD_INPUT. */
export function checkRequest(name: unknown, draft: unknown): Omit<SavedRequest, 'id'> {
  const checked = validateInput('request.save', { name, draft });
  if (!checked.ok) throw new AppError(checked.error.code, checked.error.message, checked.error.details);
  if (checked.value.command !== 'request.save') throw new Error('validateInput answered another command');
  return { name: checkName(checked.value.input.name, 'A request'), draft: checked.value.input.draft };
}

/** The text of `requests/<id>.json`; the id is the file's name. The same request gives the same bytes. */
export function writeRequestFile(request: SavedRequest): string {
  return writeJson({ version: VERSION, name: request.name, draft: orderedDraft(request.draft) });
}

/** Keys in one order, whoever built the draft. What is undefined is not written. */
function orderedDraft(draft: Draft): Record<keyof Draft, JsonValue | object | undefined> {
  return {
    era: draft.era,
    revision: draft.revision,
    method: draft.method,
    params: draft.params,
    toolSchema: draft.toolSchema,
    clientCapabilities: draft.clientCapabilities,
    clientInfo: draft.clientInfo && { name: draft.clientInfo.name, version: draft.clientInfo.version },
    logLevel: draft.logLevel,
    progressToken: draft.progressToken,
    traceparent: draft.traceparent,
    requestId: draft.requestId,
    notification: draft.notification,
    tamper: {
      headers: draft.tamper.headers.map(({ op, name, value }) => ({ op, name, value })),
      meta: draft.tamper.meta,
      dropMeta: draft.tamper.dropMeta,
      body: draft.tamper.body,
      httpMethod: draft.tamper.httpMethod,
      requestState: draft.tamper.requestState,
    },
    idleTimeoutMs: draft.idleTimeoutMs,
    timeoutMs: draft.timeoutMs,
    maxTimeoutMs: draft.maxTimeoutMs,
    followUp: draft.followUp,
    respond: draft.respond,
  };
}
