/** Lets a person choose files by the browser's dialog; none where it is closed. Only right after a key or a click. */
export function pickFiles(accept: string, page: Document = document): Promise<readonly File[]> {
  const field = page.createElement('input');
  field.type = 'file';
  field.accept = accept;
  field.multiple = true;
  return new Promise((resolve) => {
    field.addEventListener('change', () => {
      resolve([...(field.files ?? [])]);
    });
    field.addEventListener('cancel', () => {
      resolve([]);
    });
    field.click();
  });
}
