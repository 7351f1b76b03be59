import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { useComposer, useComposerActions } from './composer-context.ts';
import { knownMethods, methodShape } from './methods.ts';
import { useChosenEra } from './use-chosen-era.ts';
import styles from './what-column.module.css';

/** The method: one of the known ones, or any text. */
export function MethodField() {
  const method = useComposer((state) => state.method);
  const { setMethod } = useComposerActions();
  const [open, setOpen] = useState(false);
  const { era } = useChosenEra();
  const offered = knownMethods(era);
  const known = offered.includes(method);
  const shape = methodShape(method);
  const elsewhere = shape.only !== undefined && shape.only !== era;
  return (
    <div className={styles.method}>
      <Autocomplete
        size="xs"
        aria-label="Method"
        role="combobox"
        data={[...offered]}
        value={method}
        onChange={setMethod}
        // A finished method is no search: the others stay on offer.
        {...(known && { filter: ({ options }) => options })}
        selectFirstOptionOnChange={false}
        dropdownOpened={open}
        onDropdownOpen={() => {
          setOpen(true);
        }}
        onDropdownClose={() => {
          setOpen(false);
        }}
        onKeyDown={(event) => {
          // What was written is meant as it is; the menu covers the picker below.
          if (event.key === 'Enter') setOpen(false);
        }}
        scrollAreaProps={{ scrollbars: 'y' }}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        maxDropdownHeight={320}
        spellCheck={false}
        classNames={{ input: styles.mono, option: styles.mono }}
      />
      <p className={styles.hint}>
        {shape.about}
        {elsewhere && ` The ${era} era does not have it: expect an error.`}
      </p>
    </div>
  );
}
