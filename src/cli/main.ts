/** The command line as a function: arguments and streams in, an exit code out. */
import plugin from '../index.js';
import { readArguments } from './args.js';
import { helpText } from './help.js';
import { CliError, EXIT, painter, widthOf, type Io } from './io.js';

/** Runs a command (`argv` without node and the program). Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await run(argv, io);
  } catch (error) {
    const expected = error instanceof CliError;
    const text = expected ? error.message : `unexpected error, please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    io.stderr.write(`${painter(io.stderr, io.env)('red', `${plugin.meta.name}:`)} ${text}\n`);
    return EXIT.trouble;
  }
}

async function run(argv: readonly string[], io: Io): Promise<number> {
  const command = readArguments(argv);
  switch (command.name) {
    case 'help':
      io.stdout.write(helpText(command.of, widthOf(io.stdout)));
      return EXIT.fine;
    case 'version':
      io.stdout.write(`${plugin.meta.version}\n`);
      return EXIT.fine;
    case 'explain':
      return (await import('./explain.js')).explain(command.rules, io);
    case 'init':
      return (await import('./init.js')).init(command.options, io);
    case 'check':
      return (await import('./check.js')).check(command.options, io);
  }
}
