import type { ExchangeRef, Row } from '../../shared/model/exchange.ts';
import type { Draft } from '../../shared/model/draft.ts';
import { placeholdersIn } from '../../shared/model/placeholders.ts';
import type { AppContextValue } from '../ui/app-context.ts';
import { copyText } from '../ui/copy-text.ts';

type Actor = Pick<AppContextValue, 'bridge' | 'notify' | 'go'>;

/** What can be done with one exchange. Each says by a notice where it could not be done. */
export interface ExchangeActions {
  /** Sends the same draft again, to the same instance or to another one. */
  readonly resend: (captureId: string, row: Row, instanceId?: string) => Promise<void>;
  /** Opens the composer with the draft. */
  readonly edit: (captureId: string, row: Row) => Promise<void>;
  /** Opens a subscription that has ended again; undefined where that could not be done. */
  readonly reopen: (captureId: string, row: Row) => Promise<ExchangeRef | undefined>;
  /** Of the row of a process: stops the process. */
  readonly cancel: (captureId: string, row: Row) => Promise<void>;
  readonly copyCurl: (captureId: string, row: Row) => Promise<void>;
}

/** Whether it is the row of a process: no request, and open as long as the process lives. */
export function isProcess({ transport, method }: Pick<Row, 'transport' | 'method'>): boolean {
  return transport === 'stdio' && method === 'process';
}

/** How an exchange without a draft came to be, for the sentence that says why it cannot be sent again. */
const CAME_FROM: Readonly<Record<Row['origin'], string>> = {
  composer: 'was recorded without its draft',
  cli: 'was recorded without its draft',
  probe: 'was recorded without its draft',
  gateway: 'came from another client through the gateway',
  replay: 'was sent by a replay',
  import: 'was imported',
};

async function draftOf({ bridge, notify }: Actor, ref: ExchangeRef, row: Row): Promise<Draft | undefined> {
  const detail = await bridge.invoke('exchange.get', { ...ref, bodyLimit: 0 });
  if (!detail.ok) {
    notify('fault', detail.error.message);
    return undefined;
  }
  if (!detail.value.draft) {
    const why = isProcess(row)
      ? 'is a process and no request: any request to its instance starts it again where it has ended.'
      : `${CAME_FROM[row.origin]}, so there is no draft to send again.${row.transport === 'stdio' ? '' : ' Copy it as curl instead (y).'}`;
    notify('warning', `Exchange ${row.number} ${why}`);
  }
  return detail.value.draft;
}

/** Whether secrets are missing in the draft: then that is told. The instance's own headers are sent in any case. */
function isRedacted({ notify }: Actor, draft: Draft, row: Row): boolean {
  const missing = row.redacted === undefined ? [] : placeholdersIn(draft);
  if (missing.length === 0) return false;
  const few = missing.slice(0, 3).join(', ') + (missing.length > 3 ? ' …' : '');
  notify(
    'warning',
    `Exchange ${row.number} was redacted: type what ${missing.length === 1 ? 'a placeholder stands' : 'placeholders stand'} for (${few}), then send it.`,
  );
  return true;
}

export function exchangeActions(actor: Actor): ExchangeActions {
  const { bridge, notify, go } = actor;
  const refOf = (captureId: string, { number }: Row): ExchangeRef => ({ captureId, number });
  return {
    resend: async (captureId, row, instanceId = row.instanceId) => {
      const draft = await draftOf(actor, refOf(captureId, row), row);
      if (!draft) return;
      if (isRedacted(actor, draft, row)) {
        go({ screen: 'composer', draft, instanceIds: [instanceId] });
        return;
      }
      const sent = await bridge.invoke('exchange.send', { draft, instanceIds: [instanceId] });
      if (!sent.ok) {
        notify('fault', `Exchange ${row.number} was not sent again: ${sent.error.message}`);
        return;
      }
      const [ref] = sent.value;
      if (ref) notify('note', `Sent again as exchange ${ref.number}.`);
    },
    edit: async (captureId, row) => {
      const draft = await draftOf(actor, refOf(captureId, row), row);
      if (!draft) return;
      isRedacted(actor, draft, row);
      go({ screen: 'composer', draft, instanceIds: [row.instanceId] });
    },
    reopen: async (captureId, row) => {
      const again = await bridge.invoke('exchange.reopen', refOf(captureId, row));
      if (again.ok) return again.value;
      notify('fault', `Exchange ${row.number} was not opened again: ${again.error.message}`);
      return undefined;
    },
    cancel: async (captureId, row) => {
      const done = isProcess(row)
        ? await bridge.invoke('instance.disconnect', { id: row.instanceId })
        : await bridge.invoke('exchange.cancel', refOf(captureId, row));
      if (!done.ok) notify('fault', done.error.message);
    },
    copyCurl: async (captureId, row) => {
      const curl = await bridge.invoke('exchange.curl', refOf(captureId, row));
      if (!curl.ok) notify('fault', curl.error.message);
      else if (await copyText(curl.value.text)) notify('note', `Copied exchange ${row.number} as curl.`);
      else notify('warning', 'The browser did not allow to copy. Click into the window and try again.');
    },
  };
}
