/** Lets a person choose files by the browser's dialog; none where it is closed. Only right after a key or a click. */
export function pickFiles(accept: string, page: Document = document): Promise<readonly File[]> {
  const field = page.createElement('input');
  field.type = 'file';
  field.accept = accept;
  field.multiple = true;
  field.hidden = true;
  // A field that nothing holds may be collected while the dialog is open; then what was chosen would be lost.
  page.body.append(field);
  return new Promise((resolve) => {
    const end = (files: readonly File[]): void => {
      field.remove();
      resolve(files);
    };
    field.addEventListener('change', () => {
      end([...(field.files ?? [])]);
    });
    field.addEventListener('cancel', () => {
      end([]);
    });
    field.click();
  });
}
