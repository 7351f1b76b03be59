/** https://grafana.com/docs/k6/latest/javascript-api/k6-encoding/b64encode/ */
const encoding = {
  b64encode: (text: string): string => Buffer.from(text, 'utf8').toString('base64'),
};
export default encoding;
