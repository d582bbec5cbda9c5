// Numbers as tables: for the terminal, and as the generated sections of a Markdown page.
import { readFileSync, writeFileSync } from 'node:fs';
import { FLOOR, OWN } from './configurations.mjs';
import { median, spread } from './statistics.mjs';

/** The sections that there are numbers for: `{ id, title, head, rows, notes }`. */
export function sectionsOf({ warm, rules, processes, growth, imports, about }) {
  return [
    aboutSection(about),
    warm && warmSection(warm),
    rules && rulesSection(rules),
    processes && processSection(processes),
    growth && growthSection(growth),
    imports && importSection(imports),
  ].filter(Boolean);
}

function aboutSection({ date, versions, machine, trees, rounds }) {
  return {
    id: 'about',
    title: 'What was measured',
    head: ['', ''],
    rows: [
      ['date', date],
      ['machine', machine],
      ['trees', trees],
      ['rounds', String(rounds)],
      ...Object.entries(versions),
    ],
    notes: [],
  };
}

/** Microseconds over some lines as milliseconds per 100,000 lines. */
function perLines(microseconds, lines) {
  return (microseconds / 1000 / lines) * 100_000;
}

function warmSection({ microseconds, lines, files, ruleCounts, crashes, unreadable }) {
  const floor = microseconds.parsing + microseconds[FLOOR];
  const rows = [['floor: parsing and traversal', '', number(perLines(floor, lines)), '']];
  for (const [name, value] of Object.entries(microseconds)) {
    if (name === 'parsing' || name === FLOOR) continue;
    const added = value - microseconds[FLOOR];
    rows.push([name, String(ruleCounts[name]), signed(perLines(added, lines)), percent(added / floor)]);
  }
  return {
    id: 'warm',
    title: 'In a warm process',
    head: ['configuration', 'rules', 'CPU ms per 100,000 lines', 'over the floor'],
    rows,
    notes: [`${count(files)} files, ${count(lines)} lines.`, ...leftOut(crashes, unreadable)],
  };
}

function rulesSection({ rules, all, lines }) {
  const slowest = rules.toSorted((a, b) => b.last - a.last);
  const rows = slowest.map(({ name, alone, last }) => [name, number(perLines(alone, lines), 1), number(perLines(last, lines), 1)]);
  return {
    id: 'rules',
    title: 'Each rule',
    head: ['rule', 'alone: ms per 100,000 lines', 'after all others: ms per 100,000 lines'],
    rows: [
      ...rows,
      ['median', number(median(rules.map(({ alone }) => perLines(alone, lines))), 1), number(median(rules.map(({ last }) => perLines(last, lines))), 1)],
      ['all together', number(perLines(all, lines), 1), ''],
    ],
    notes: ['Alone, a rule is the first to ask, and pays for what all rules share; after all others it pays only for itself.'],
  };
}

function processSection({ runs, lines, files, crashes }) {
  const floor = runs[FLOOR];
  const rows = Object.entries(runs).map(([name, list]) => {
    const ratios = list.map(({ cpu }, round) => cpu / floor[round].cpu - 1);
    const memory = list.map(({ memory: peak }, round) => peak / floor[round].memory - 1);
    return [
      name,
      number(median(list.map(({ cpu }) => cpu)) / 1000, 2),
      name === FLOOR ? '' : `${percent(median(ratios))} ± ${number(spread(ratios) * 100, 1)}`,
      number(median(list.map(({ memory: peak }) => peak))),
      name === FLOOR ? '' : percent(median(memory)),
    ];
  });
  return {
    id: 'process',
    title: 'The whole process',
    head: ['configuration', 'CPU s', 'over the floor', 'peak memory MB', 'over the floor'],
    rows,
    notes: [`${count(files)} files, ${count(lines)} lines. Medians of ${floor.length} rounds; the second figure is the median distance from it.`, ...leftOut(crashes, 0)],
  };
}

function growthSection(steps) {
  const names = Object.keys(steps[0].runs);
  const rows = names.map((name) => [
    name,
    ...steps.map(({ runs, lines }) => number((median(runs[name].map(({ cpu }) => cpu)) / lines) * 1000, 1)),
    ...steps.map(({ runs }) => number(median(runs[name].map(({ memory }) => memory)))),
  ]);
  return {
    id: 'growth',
    title: 'Growth',
    head: ['configuration', ...steps.map(({ files, lines }) => `CPU ms per 1,000 lines: ${count(files)} files, ${count(lines)} lines`), ...steps.map(({ files }) => `MB: ${count(files)} files`)],
    rows,
    notes: ['A cost that grows with the tree gives the same figure in each of the first columns, apart from the start of the process, which weighs less in a larger tree.'],
  };
}

function importSection(imports) {
  return {
    id: 'imports',
    title: 'Loading the plugin',
    head: ['plugin', 'CPU ms', 'memory MB'],
    rows: imports.map(({ name, cpu, memory }) => [name === OWN ? 'bulwark' : name, number(cpu), number(memory)]),
    notes: ['What a fresh process that only imports the plugin takes more than one that imports nothing.'],
  };
}

function leftOut(crashes, unreadable) {
  const notes = crashes.map(({ name, message }) => `${name} crashed on a file, which counts for nobody: ${message}.`);
  return unreadable > 0 ? [...notes, `${count(unreadable)} files could not be parsed.`] : notes;
}

function number(value, digits = 0) {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function count(value) {
  return number(value);
}

function signed(value) {
  return `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`;
}

function percent(share) {
  return `${share < 0 ? '−' : '+'}${number(Math.abs(share) * 100, 1)} %`;
}

/** A table with aligned columns, which is Markdown and can be read as it is. */
export function tableOf({ head, rows, notes }) {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

/**
 * Rewrites the sections of a page that stand between `<!-- begin bench: id -->` and `<!-- end bench: id -->`. Sections for which
 * there are no numbers stay as they are; a section without a place in the page is an error.
 */
export function rewrite(file, sections) {
  let page = readFileSync(file, 'utf8');
  for (const section of sections) {
    const [begin, end] = ['begin', 'end'].map((word) => `<!-- ${word} bench: ${section.id} -->`);
    const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
    if (start < 0 || stop < start) throw new Error(`${file} has no place for '${section.id}': ${begin} … ${end}`);
    page = `${page.slice(0, start + begin.length)}\n\n${tableOf(section)}\n\n${page.slice(stop)}`;
  }
  writeFileSync(file, page);
}
