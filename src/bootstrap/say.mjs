/** Something is missing that a person has to mend; the message says how. */
export class BootstrapError extends Error {}

/** On stderr: stdout belongs to the task, which may be read by a program. */
export function say(text) {
  process.stderr.write(`jianbao: ${text}\n`);
}
