// A server that is run in copies: it answers 404 to everything, says who it is, and does what its path asks for.
import { createServer } from 'node:http';

const { PORT = '', INDEX = '', NAME = '', GREETING = '' } = process.env;
const [, , flag = '', late = '0'] = process.argv;
console.log(`arguments ${flag}`);
console.error(`${NAME} is copy ${INDEX}`);
if (flag === 'exit') {
  console.error('the port is taken, says the server');
  process.exit(3);
}
const server = createServer((request, response) => {
  if (request.url === '/crash') process.exit(7);
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ name: NAME, index: INDEX, pid: process.pid, greeting: GREETING }));
});
if (flag !== 'deaf') setTimeout(() => server.listen(Number(PORT), '127.0.0.1'), Number(late));
else setInterval(() => undefined, 1000);
