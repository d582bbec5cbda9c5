/** The files of a generated tree by path; the same for the same seed. */
export function generate(size?: { files?: number; seed?: number }): Map<string, string>;
