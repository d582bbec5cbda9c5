/** Says how far a run is: a bar on a terminal, now and then a line in a log. */
import { isWatched, painter, widthOf, type Io } from './io.js';
import { visible } from './text.js';

const BAR = 24;
/** A terminal is not redrawn more often than anybody can see; a log gets a line as often as somebody might wonder. */
const REDRAW_AFTER = 80;
const TELL_AFTER = 15_000;

export class Progress {
  readonly #io: Io;
  readonly #total: number;
  readonly #now: () => number;
  readonly #watched: boolean;
  #done = 0;
  #last: number;

  constructor(io: Io, total: number, now: () => number = Date.now) {
    this.#io = io;
    this.#total = total;
    this.#now = now;
    this.#watched = isWatched(io.stderr, io.env);
    this.#last = this.#watched ? Number.NEGATIVE_INFINITY : now();
  }

  /** One more file is done. */
  step(name: string): void {
    this.#done++;
    const now = this.#now();
    if (now - this.#last < (this.#watched ? REDRAW_AFTER : TELL_AFTER)) return;
    this.#last = now;
    if (this.#watched) this.#draw(name);
    else this.#io.stderr.write(`${this.#numbers()} files checked\n`);
  }

  /** Takes the bar away, so that what follows stands at the start of a line. */
  end(): void {
    if (this.#watched) this.#io.stderr.write('\r\u001b[K');
  }

  #draw(name: string): void {
    const { stderr, env } = this.#io;
    const filled = this.#total === 0 ? BAR : Math.round((this.#done / this.#total) * BAR);
    const room = widthOf(stderr) - BAR - this.#numbers().length - 5;
    const shown = name.length > room ? `…${name.slice(-Math.max(room - 1, 0))}` : name;
    stderr.write(`\r\u001b[K${painter(stderr, env)('cyan', '█'.repeat(filled))}${'░'.repeat(BAR - filled)} ${this.#numbers()} ${visible(shown)}`);
  }

  #numbers(): string {
    return `${String(this.#done)}/${String(this.#total)}`;
  }
}
