import { Button } from '@mantine/core';
import { IconArrowsSplit } from '@tabler/icons-react';
import { useApp } from '../ui/app-context.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './routing.module.css';
import type { GatewayStart } from './use-gateway-start.ts';

/** What stands in place of the graph while the capture has no request: what will be here, and the one way there. */
export function RoutingEmpty({ gateway }: { readonly gateway: GatewayStart }) {
  const { go } = useApp();
  const { url, starting, nothingBehind, start } = gateway;
  if (url !== undefined) {
    return (
      <EmptyState title="The gateway waits for a client">
        Point a client at{' '}
        <span className={styles.address}>
          <code>{url}</code>
          <CopyButton text={url} what="address of the gateway" />
        </span>{' '}
        and see here which rule takes each request, and which instance gets it.
      </EmptyState>
    );
  }
  if (nothingBehind) {
    const toFleet = (
      <Button
        variant="filled"
        onClick={() => {
          go({ screen: 'fleet', add: true });
        }}
      >
        Add an instance
      </Button>
    );
    return (
      <EmptyState title="Which instance gets which request will be here" action={toFleet}>
        A gateway stands in front of instances with an HTTP address, and none is known yet.
      </EmptyState>
    );
  }
  const startIt = (
    <Button
      variant="filled"
      leftSection={<IconArrowsSplit size={14} />}
      loading={starting}
      loaderProps={{ type: 'dots' }}
      onClick={start}
    >
      Start a gateway
    </Button>
  );
  return (
    <EmptyState title="Which instance gets which request will be here" action={startIt}>
      A client talks to the gateway’s one address; the gateway passes each request on to one of the instances
      behind it. Here you see which, by which rule, and where a header said something else than the body.
    </EmptyState>
  );
}
