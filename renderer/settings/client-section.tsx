import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ClientSettings } from '../../shared/model/input.ts';
import { useApp } from '../ui/app-context.ts';
import { CapabilitiesForm } from '../ui/client-forms/capabilities-form.tsx';
import { RespondersForm } from '../ui/client-forms/responders-form.tsx';
import { RootsForm } from '../ui/client-forms/roots-form.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { draftOf, idleSentence, isChanged, settingsOf, type ClientDraft } from './client-draft.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** What is being changed, and what the workspace said when that began. */
interface Editing {
  readonly draft: ClientDraft;
  readonly base: ClientSettings;
}

/** The fields over what the workspace says: untouched, they follow it. */
function useEditing(saved: ClientSettings) {
  const { bridge } = useApp();
  const [editing, setEditing] = useState<Editing>();
  const [problem, setProblem] = useState<string>();
  const [said, setSaid] = useState<'saved'>();
  const [saving, setSaving] = useState(false);
  // Fields hold text of their own: where the values change under them, they begin anew.
  const [round, setRound] = useState(0);
  const [seen, setSeen] = useState(saved);
  if (seen !== saved) {
    setSeen(saved);
    if (!editing && JSON.stringify(seen) !== JSON.stringify(saved)) setRound(round + 1);
  }
  const draft = editing?.draft ?? draftOf(saved);
  const dirty = editing !== undefined && isChanged(draft, saved);
  return {
    draft,
    dirty,
    round,
    problem,
    said,
    saving,
    overtaken: dirty && JSON.stringify(editing.base) !== JSON.stringify(saved),
    change: (part: Partial<ClientDraft>): void => {
      setEditing({ draft: { ...draft, ...part }, base: editing?.base ?? saved });
      setProblem(undefined);
      setSaid(undefined);
    },
    undo: (): void => {
      setEditing(undefined);
      setProblem(undefined);
      setRound(round + 1);
    },
    save: async (): Promise<void> => {
      const settings = settingsOf(draft);
      if (!settings.ok) {
        setProblem(settings.problem);
        return;
      }
      setSaving(true);
      const answer = await bridge.invoke('client.save', settings.value);
      setSaving(false);
      if (!answer.ok) {
        setProblem(answer.error.message);
        return;
      }
      // What was typed while the answer was on its way is not saved yet.
      setEditing((now) => (now?.draft === draft ? undefined : now && { ...now, base: answer.value }));
      setProblem(undefined);
      setSaid('saved');
    },
  };
}

function SaveBar({ editing }: { readonly editing: ReturnType<typeof useEditing> }) {
  const { dirty, overtaken, problem, said, saving, undo } = editing;
  if (!dirty && problem === undefined) {
    return (
      <p className={styles.said} role="status">
        {said === 'saved' && (
          <>
            <MeaningMark meaning="fine" /> Saved in the workspace’s file.
          </>
        )}
      </p>
    );
  }
  return (
    <div className={styles.saveBar}>
      <p className={styles.said} role={problem === undefined ? 'status' : 'alert'}>
        <MeaningMark meaning={problem !== undefined ? 'fault' : overtaken ? 'warning' : 'note'} />
        {problem ??
          (overtaken
            ? 'Not saved yet. The workspace’s file says something else by now: saving replaces that.'
            : 'Not saved yet.')}
      </p>
      <Button onClick={undo}>Undo</Button>
      <Button type="submit" variant="filled" loading={saving}>
        Save
      </Button>
    </div>
  );
}

/** What Hopscope declares to servers, gives out as roots, and answers by itself. */
export function ClientSection({ saved }: { readonly saved: ClientSettings }) {
  const editing = useEditing(saved);
  const { draft, round, change } = editing;
  const idle = idleSentence(draft);
  return (
    <form
      aria-label="What Hopscope declares and answers"
      onSubmit={(event) => {
        event.preventDefault();
        void editing.save();
      }}
    >
      <Section title="Declares">
        <p className={styles.hint}>
          Capabilities and extensions that each request declares, unless the composer says otherwise. An
          extension that nobody knows can be declared, too.
        </p>
        <CapabilitiesForm
          key={round}
          text={draft.capabilities}
          onText={(capabilities) => {
            change({ capabilities });
          }}
        />
      </Section>
      <Section title="Roots" tag="deprecated">
        <p className={styles.hint}>Given to servers that ask for the folders they may work in.</p>
        <RootsForm
          value={draft.roots}
          onChange={(roots) => {
            change({ roots });
          }}
        />
        {idle !== undefined && (
          <p className={styles.fine}>
            <MeaningMark meaning="note" /> {idle}
          </p>
        )}
      </Section>
      <Section title="Answers">
        <p className={styles.hint}>
          What happens by itself when a server asks for input. Sampling and roots are deprecated as of
          2026-07-28.
        </p>
        <RespondersForm
          key={round}
          value={draft.responders}
          onChange={(responders) => {
            change({ responders });
          }}
        />
      </Section>
      <SaveBar editing={editing} />
    </form>
  );
}
