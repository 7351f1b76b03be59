import { Button, Menu } from '@mantine/core';
import { useEngine } from '../app-context.ts';
import { BadgeLetter, useInstanceIdentities } from '../instance-badge.tsx';
import styles from './answer-panel.module.css';
import { otherInstances } from './other-instances.ts';

interface SendRoundProps {
  readonly instanceId: string;
  readonly instanceName: string;
  readonly sending: boolean;
  readonly onSend: (instanceId: string) => void;
}

/** So many other instances have a button of their own. */
const MOST_BUTTONS = 5;

/** Send answer, to the instance that asked or with one click to another one. */
export function SendRound({ instanceId, instanceName, sending, onSend }: SendRoundProps) {
  const workspace = useEngine((state) => state.workspace);
  const identities = useInstanceIdentities();
  if (!workspace) return null;
  const { near, far } = otherInstances(workspace, instanceId);
  const known = workspace.instances.some(({ id }) => id === instanceId);
  const buttons = near.slice(0, MOST_BUTTONS);
  const rest = [...near.slice(MOST_BUTTONS), ...far];
  return (
    <>
      <Button
        size="xs"
        variant="filled"
        disabled={sending || !known}
        leftSection={<BadgeLetter identity={identities.get(instanceId)} name={instanceName} />}
        onClick={() => {
          onSend(instanceId);
        }}
      >
        Send answer to {instanceName}
      </Button>
      {buttons.length > 0 && <span className={styles.muted}>or to</span>}
      {buttons.map(({ id, name }) => (
        <Button
          key={id}
          size="xs"
          disabled={sending}
          aria-label={`Send answer to ${name}`}
          data-tip={`Send this answer to ${name} instead`}
          leftSection={<BadgeLetter identity={identities.get(id)} name={name} />}
          onClick={() => {
            onSend(id);
          }}
        >
          {name}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu>
          <Menu.Target>
            <Button size="xs" disabled={sending}>
              {buttons.length > 0 ? 'Other …' : 'Another instance …'}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {rest.map(({ id, name }) => (
              <Menu.Item
                key={id}
                leftSection={<BadgeLetter identity={identities.get(id)} name={name} />}
                onClick={() => {
                  onSend(id);
                }}
              >
                Send answer to {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
