#!/usr/bin/env node
/** The command line as a program: see command-line.ts. */
import { main } from './command-line.ts';

process.exitCode = await main(process.argv.slice(2));
