import { useEffect, useRef, useState } from 'react';
import styles from './hover-tip.module.css';

interface Tip {
  readonly text: string;
  /** Box of the element that is explained, in px of the window. */
  readonly box: DOMRect;
}

const DELAY_MS = 350;

/** Puts the tip under its element, or above where there is no room, and inside the window. */
function place(element: HTMLElement, box: DOMRect): void {
  const { width, height } = element.getBoundingClientRect();
  const left = Math.min(Math.max(box.left + box.width / 2 - width / 2, 6), window.innerWidth - width - 6);
  const below = box.bottom + 6;
  const top = below + height > window.innerHeight - 6 ? box.top - height - 6 : below;
  element.style.left = `${left}px`;
  element.style.top = `${Math.max(top, 6)}px`;
  element.style.visibility = 'visible';
}

/**
 * One tooltip for the whole window: any element with `data-tip` shows that sentence on hover and on keyboard
 * focus. A component for each tooltip would cost the list more than its rows do.
 */
export function HoverTip() {
  const [tip, setTip] = useState<Tip>();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown: Element | undefined;
    const hide = (): void => {
      clearTimeout(timer);
      shown = undefined;
      setTip(undefined);
    };
    const show = (event: Event): void => {
      const target = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      if (target === (shown ?? null)) return;
      hide();
      if (!target || (event.type === 'focusin' && !target.matches(':focus-visible'))) return;
      shown = target;
      timer = setTimeout(() => {
        const text = target.getAttribute('data-tip');
        if (text && target.isConnected) setTip({ text, box: target.getBoundingClientRect() });
      }, DELAY_MS);
    };
    const shows = ['mouseover', 'focusin'] as const;
    const hides = ['mousedown', 'keydown', 'focusout', 'wheel'] as const;
    for (const name of shows) document.addEventListener(name, show);
    for (const name of hides) document.addEventListener(name, hide, { passive: true, capture: true });
    return () => {
      hide();
      for (const name of shows) document.removeEventListener(name, show);
      for (const name of hides) document.removeEventListener(name, hide, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (tip && element.current) place(element.current, tip.box);
  }, [tip]);
  if (!tip) return null;
  return (
    <div ref={element} className={styles.tip} role="tooltip">
      {tip.text}
    </div>
  );
}
