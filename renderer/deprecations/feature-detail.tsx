import { IconExternalLink } from '@tabler/icons-react';
import type { FeatureReport } from '../../shared/model/deprecation.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from './feature-detail.module.css';
import { FeatureUses } from './feature-uses.tsx';

interface ExampleProps {
  readonly title: string;
  readonly text: string;
  readonly of: string;
}

function Example({ title, text, of }: ExampleProps) {
  return (
    <figure className={styles.example}>
      <figcaption>
        {title}
        <CopyButton text={text} what={`example ${title.toLowerCase()} the change`} />
      </figcaption>
      <pre tabIndex={0} aria-label={`${of}: ${title.toLowerCase()}`}>
        {text}
      </pre>
    </figure>
  );
}

const WHO = {
  client: 'Clients have to change.',
  server: 'Servers have to change.',
  both: 'Clients and servers have to change.',
} as const;

/** What a feature is, what to do instead with a before and after, and each use that was seen. */
export function FeatureDetail({ feature }: { readonly feature: FeatureReport }) {
  const { explanation, migration, before, after, link, side, title } = feature;
  return (
    <div className={styles.detail}>
      <div className={styles.words}>
        <p>{explanation}</p>
        <p>
          <strong>What to do:</strong> {migration} {WHO[side]}{' '}
          <a className={styles.link} href={link} target="_blank" rel="noopener noreferrer">
            Specification <IconExternalLink size={12} aria-hidden="true" />
          </a>
        </p>
      </div>
      <div className={styles.examples}>
        <Example title="Before" text={before} of={title} />
        <Example title="After" text={after} of={title} />
      </div>
      <FeatureUses feature={feature} />
    </div>
  );
}
