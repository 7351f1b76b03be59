import { Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Desktop, DesktopCalls, DesktopSettings } from '../../shared/bridge/desktop.ts';
import { useApp } from '../ui/app-context.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

type Known = DesktopCalls['settings.get']['out'];

function Switches({ desktop, known }: { readonly desktop: Desktop; readonly known: Known }) {
  const { notify } = useApp();
  const [settings, setSettings] = useState<DesktopSettings>({
    notifications: known.notifications,
    updates: known.updates,
  });
  const change = async (part: Partial<DesktopSettings>): Promise<void> => {
    const wanted = { ...settings, ...part };
    setSettings(wanted);
    const saved = await desktop.call('settings.save', wanted);
    if (!saved.ok) notify('fault', `This was not kept for the next start: ${saved.error.message}`);
  };
  return (
    <>
      <Switch
        label="Tell me by a notification when a replay, a check or a task ends and no window is looked at"
        checked={settings.notifications}
        onChange={(event) => void change({ notifications: event.currentTarget.checked })}
      />
      <Switch
        label="Look for a new version at each start"
        disabled={known.updateFeed === null}
        checked={settings.updates && known.updateFeed !== null}
        onChange={(event) => void change({ updates: event.currentTarget.checked })}
      />
      <p className={styles.hint}>
        {known.updateFeed === null
          ? 'This build does not know where to look for new versions: it asks nobody.'
          : `Asks ${known.updateFeed}. Nothing is downloaded or installed without a question.`}
      </p>
    </>
  );
}

/** What can be set for the desktop program on this machine; nothing on the web host. */
export function DesktopSection() {
  const { desktop, notify } = useApp();
  const [known, setKnown] = useState<Known>();
  useEffect(() => {
    void desktop?.call('settings.get', null).then((answer) => {
      if (answer.ok) setKnown(answer.value);
      else notify('fault', answer.error.message);
    });
  }, [desktop, notify]);
  if (!desktop || !known) return null;
  return (
    <Section title="On this machine">
      <Switches desktop={desktop} known={known} />
    </Section>
  );
}
