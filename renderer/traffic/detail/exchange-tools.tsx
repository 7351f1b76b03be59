import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconEdit, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Row } from '../../../shared/model/exchange.ts';
import { useApp, useEngine } from '../../ui/app-context.ts';
import { BadgeLetter, useInstanceIdentities } from '../../ui/instance-badge.tsx';
import { exchangeActions, isProcess } from '../exchange-actions.ts';
import { LISTEN } from './subscription-facts.ts';

/** What the button that ends an open exchange is called, and what it does. */
function endWords(row: Row): { readonly end: string; readonly tip: string } {
  if (isProcess(row)) {
    return { end: 'Stop', tip: 'Stop the process; what is on its way there is cancelled' };
  }
  return row.method === LISTEN
    ? { end: 'End', tip: 'End the subscription' }
    : { end: 'Cancel', tip: 'Stop waiting: the request is cancelled' };
}

/** What can be done with the exchange that is shown. */
export function ExchangeTools({ captureId, row }: { readonly captureId: string; readonly row: Row }) {
  const app = useApp();
  const actions = useMemo(() => exchangeActions(app), [app]);
  const instances = useEngine((state) => state.workspace?.instances);
  const identities = useInstanceIdentities();
  const { end, tip } = endWords(row);
  const others = (instances ?? []).filter((instance) => instance.id !== row.instanceId);
  return (
    <>
      {row.state === 'open' && (
        <Button
          leftSection={<IconPlayerStop size={14} />}
          data-tip={tip}
          onClick={() => void actions.cancel(captureId, row)}
        >
          {end}
        </Button>
      )}
      <ActionIcon
        aria-label="Resend"
        data-tip="Resend (r)"
        onClick={() => void actions.resend(captureId, row)}
      >
        <IconRefresh size={15} />
      </ActionIcon>
      <ActionIcon
        aria-label="Edit and resend"
        data-tip="Edit and resend (e)"
        onClick={() => void actions.edit(captureId, row)}
      >
        <IconEdit size={15} />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label="More" data-tip="More">
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void actions.copyCurl(captureId, row)}>Copy as curl</Menu.Item>
          {others.length > 0 && <Menu.Label>Send the same to</Menu.Label>}
          {others.map((instance) => (
            <Menu.Item
              key={instance.id}
              leftSection={<BadgeLetter identity={identities.get(instance.id)} name={instance.name} />}
              onClick={() => void actions.resend(captureId, row, instance.id)}
            >
              {instance.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
