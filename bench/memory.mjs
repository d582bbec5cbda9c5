// How much memory did this process take at its peak?
import { readFileSync } from 'node:fs';

/** Megabytes. On Linux `maxRSS` of a process begins with what the process that started it had, so the kernel is asked there. */
export function peakMemory() {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+)/mu.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  } catch {
    // Another system.
  }
  return process.resourceUsage().maxRSS / 1024;
}
