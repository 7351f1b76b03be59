import { IconExternalLink } from '@tabler/icons-react';
import styles from './finding.module.css';

/** Only to the specification and other pages of the web: what a capture from elsewhere names is not trusted. Pure. */
export function safeLink(link: string | undefined): string | undefined {
  return link !== undefined && /^https?:\/\//i.test(link) ? link : undefined;
}

/** The sentence of the specification, in a window of its own. */
export function SpecLink({ link }: { readonly link: string | undefined }) {
  const href = safeLink(link);
  if (href === undefined) return null;
  return (
    <a className={styles.link} href={href} target="_blank" rel="noopener noreferrer" data-tip={href}>
      Specification <IconExternalLink size={12} aria-hidden="true" />
    </a>
  );
}
