// A program on standard streams that is no MCP server, for what must pass unchanged:
//   echo          what comes in goes out, and to stderr in capitals' place as its length; ends with its input, code 7
//   flood BYTES   so many bytes at once, and `read N` on stderr for what it read meanwhile, until `stop` comes
//   mute          closes its standard output, and ends a second after its input does
//   signals       says on stdout which signals come; ends by itself on SIGUSR2 with code 5
//   deaf          closes its standard input
import { closeSync, writeSync } from 'node:fs';

const [mode = '', size = '0'] = process.argv.slice(2);

switch (mode) {
  case 'echo': {
    let length = 0;
    process.stdin.on('data', (bytes: Buffer) => {
      length += bytes.length;
      process.stdout.write(bytes);
    });
    process.stdin.on('end', () => {
      process.stderr.write(`read ${String(length)}`, () => {
        process.exitCode = 7;
      });
    });
    break;
  }
  case 'flood': {
    const block = Buffer.alloc(64 * 1024, 'x\n');
    let left = Number(size);
    const write = (): void => {
      while (left > 0) {
        left -= block.length;
        if (!process.stdout.write(block)) return void process.stdout.once('drain', write);
      }
    };
    write();
    process.stdin.on('data', (bytes: Buffer) => {
      process.stderr.write(`read ${bytes.toString()}`);
      if (bytes.includes('stop')) process.stdin.destroy();
    });
    break;
  }
  case 'mute':
    writeSync(1, 'last words\n');
    closeSync(1);
    process.stdin.resume();
    process.stdin.on('end', () => {
      process.stderr.write('still here');
    });
    break;
  case 'signals':
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGUSR1'] as const) {
      process.on(signal, () => process.stdout.write(`${signal}\n`));
    }
    process.on('SIGUSR2', () => process.exit(5));
    process.stdin.resume();
    process.stdout.write('ready\n');
    break;
  case 'deaf':
    closeSync(0);
    setInterval(() => undefined, 1_000);
    process.stdout.write('ready\n');
}
