/** Questions on a terminal. */
import { createInterface, type Interface } from 'node:readline';
import type { Input, Output } from './io.js';

/** Asks line by line. What was typed ahead is kept for the next question. */
export class Prompt {
  readonly #output: Output;
  readonly #lines: string[] = [];
  readonly #interface: Interface;
  #waiting: ((line: string | undefined) => void) | undefined;
  #closed = false;

  constructor(input: Input, output: Output) {
    this.#output = output;
    this.#interface = createInterface({ input });
    this.#interface.on('line', (line) => {
      if (this.#waiting) this.#answer(line);
      else this.#lines.push(line);
    });
    this.#interface.on('close', () => {
      this.#closed = true;
      this.#answer(undefined);
    });
  }

  /** The answer, without spaces around it and in lower case; undefined when there is nobody left to answer (end of input, Ctrl-D). */
  async ask(question: string): Promise<string | undefined> {
    this.#output.write(question);
    const ready = this.#lines.shift();
    const line = ready ?? (this.#closed ? undefined : await new Promise<string | undefined>((done) => (this.#waiting = done)));
    if (line === undefined) this.#output.write('\n');
    return line?.trim().toLowerCase();
  }

  close(): void {
    this.#interface.close();
  }

  #answer(line: string | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(line);
  }
}
