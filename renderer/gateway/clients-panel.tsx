import { urlSnippets } from '../../shared/model/client-snippets.ts';
import type { GatewaySettings } from '../../shared/model/gateway.ts';
import { useEngine } from '../ui/app-context.ts';
import { SnippetList } from '../ui/snippets/snippet-list.tsx';
import styles from './gateway.module.css';
import { expectedUrl } from './settings-form.ts';

interface ClientsPanelProps {
  readonly settings: GatewaySettings;
  /** Where it listens now; absent: it does not. */
  readonly url?: string;
}

/** Ready-made texts that point clients at the gateway. */
export function ClientsPanel({ settings, url }: ClientsPanelProps) {
  const first = useEngine((state) =>
    state.workspace?.instances.find(({ id }) => id === settings.instanceIds[0]),
  );
  const address = url ?? expectedUrl(settings, first?.url);
  return (
    <section className={styles.panel} aria-label="Texts for clients">
      {address === undefined ? (
        <p className={styles.hint}>
          Start the gateway first: with port 0 its address is another one at each start. Give it a port in its
          settings, and clients can keep their address.
        </p>
      ) : (
        <SnippetList snippets={urlSnippets({ name: settings.name, url: address })} />
      )}
      {address !== undefined && settings.listen.port === 0 && (
        <p className={styles.hint}>
          The port is another one at the next start. Give it one in the settings, and clients can keep it.
        </p>
      )}
    </section>
  );
}
